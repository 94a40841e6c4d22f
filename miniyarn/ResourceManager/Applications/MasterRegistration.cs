namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

/// <summary>Where an ApplicationMaster said that it is.</summary>
/// <param name="RpcPort">-1 for none.</param>
/// <param name="TrackingUrl">Empty for none; without a scheme it is HTTP.</param>
internal sealed record MasterRegistration(string Host, int RpcPort, string TrackingUrl);
