using System.Text.Json.Serialization;

namespace FlinkYarn.Runtime.Contracts.Rest;

/// <summary>GET /jobs/:jobid/plan.</summary>
sealed record JobPlanResponse([property: JsonPropertyName("plan")] JobPlanBody Plan);

/// <summary>A job's graph, as Flink's JsonPlanGenerator writes it.</summary>
/// <param name="Type">STREAMING or BATCH.</param>
sealed record JobPlanBody(
    [property: JsonPropertyName("jid")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("nodes")] IReadOnlyList<PlanNode> Nodes);

/// <summary>One vertex of it.</summary>
/// <param name="Inputs">Empty at a source.</param>
sealed record PlanNode(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("parallelism")] int Parallelism,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("inputs")] IReadOnlyList<PlanInput> Inputs);

/// <summary>One edge into a vertex.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Id">The producing vertex.</param>
sealed record PlanInput(
    [property: JsonPropertyName("num")] int Number,
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("ship_strategy")] string ShipStrategy,
    [property: JsonPropertyName("exchange")] string Exchange);

/// <summary>GET /jobs/:jobid/config.</summary>
sealed record JobConfiguration(
    [property: JsonPropertyName("jid")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("execution-config")] ExecutionConfiguration Execution);

/// <summary>What the program has set for its job.</summary>
/// <param name="User">By configuration key; secrets are masked.</param>
sealed record ExecutionConfiguration(
    [property: JsonPropertyName("user-config")] IReadOnlyDictionary<string, string> User);
