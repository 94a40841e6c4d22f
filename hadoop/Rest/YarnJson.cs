using System.Text.Json.Serialization;
using FlinkYarn.Hadoop.Rest.Json;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>
/// The generated JSON readers and writers of the RM's REST API. Such readers set what a body lacks to null, whatever
/// the initializer says; hence the <c>field ??</c> in the records.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(TolerantInt64Converter), typeof(TolerantInt32Converter), typeof(TolerantDoubleConverter),
        typeof(TolerantBooleanConverter), typeof(JavaEnumConverter<YarnApplicationState>),
        typeof(JavaEnumConverter<YarnFinalStatus>), typeof(JavaEnumConverter<LocalResourceType>),
        typeof(JavaEnumConverter<LocalResourceVisibility>),
    ])]
[JsonSerializable(typeof(SubmissionContext))]
[JsonSerializable(typeof(LocalResource))]
[JsonSerializable(typeof(NewApplication))]
[JsonSerializable(typeof(ApplicationAnswer))]
[JsonSerializable(typeof(ApplicationsAnswer))]
[JsonSerializable(typeof(StateBody))]
[JsonSerializable(typeof(AttemptsAnswer))]
[JsonSerializable(typeof(ContainersAnswer))]
[JsonSerializable(typeof(SchedulerAnswer))]
[JsonSerializable(typeof(YarnQueue))]
[JsonSerializable(typeof(YarnApplicationAttempt))]
[JsonSerializable(typeof(YarnContainer))]
[JsonSerializable(typeof(YarnNode))]
[JsonSerializable(typeof(NodesAnswer))]
[JsonSerializable(typeof(NodeLabelsAnswer))]
[JsonSerializable(typeof(YarnNodeLabel))]
[JsonSerializable(typeof(YarnResourceType))]
[JsonSerializable(typeof(MetricsAnswer))]
[JsonSerializable(typeof(InfoAnswer))]
[JsonSerializable(typeof(ConfigurationAnswer))]
sealed partial class YarnJson : JsonSerializerContext;
