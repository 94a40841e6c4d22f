using FlinkYarn.Hadoop.Rest;

namespace FlinkYarn.Client.Cluster;

/// <summary>The ApplicationMaster cannot be asked any more, for YARN says that the application is over.</summary>
sealed class ApplicationEndedException(YarnApplication report)
    : Exception($"{report.Id} is over: {report.State}, {report.FinalStatus}. {report.Diagnostics}")
{
    public YarnApplication Report => report;
}
