namespace FlinkYarn.AppMaster.Dispatcher;

/// <summary>A job that is not taken.</summary>
sealed class JobRefusedException(string message) : Exception(message);
