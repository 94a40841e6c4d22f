namespace FlinkYarn.Client.Deployment;

/// <summary>The files that a deployment brings to the cluster, found and checked before it begins.</summary>
/// <param name="Program">Null for a session, whose jobs bring theirs.</param>
sealed record Shipment(Distribution Distribution, ShippedProgram? Program, IReadOnlyList<ShipFile> Files);
