namespace FlinkYarn.AppMaster.Gateways;

/// <summary>
/// The stream to a TaskManager ended before its answer. How its container ended is told with its loss, which the
/// ResourceManager announces.
/// </summary>
sealed class TaskManagerLostException(string message) : IOException(message);
