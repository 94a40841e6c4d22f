using System.Globalization;
using FlinkYarn.Runtime.Artifacts;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.AppMaster;

/// <summary>
/// A note in the staging folder that an attempt has begun to run jobs. An attempt that finds one of an earlier attempt
/// does not know what became of its jobs: running them once more could do their work twice.
/// </summary>
sealed class EarlierAttempt(ApplicationDescriptor application, int attempt, FileSystemRegistry fileSystems)
{
    const string FileName = "attempt.running";

    readonly Uri note = application.Staging.Child(FileName);

    /// <exception cref="JobsLostException">Jobs of an earlier attempt were lost with it.</exception>
    public async Task RequireNoneAsync(CancellationToken cancellationToken)
    {
        if (attempt > 1 && await fileSystems.For(note).GetStatusAsync(note, cancellationToken) is not null)
        {
            throw new JobsLostException(application.ApplicationId, attempt);
        }
    }

    /// <summary>Must be done before the first job starts.</summary>
    public Task BeginAsync(CancellationToken cancellationToken) => new FileUpload(fileSystems.For(note), null)
        .UploadAsync(
            System.Text.Encoding.ASCII.GetBytes(attempt.ToString(CultureInfo.InvariantCulture)), note,
            cancellationToken);
}

/// <summary>An earlier ApplicationMaster died and its jobs with it.</summary>
sealed class JobsLostException(string application, int attempt) : Exception(
    $"Attempt {attempt} of {application} was started because the ApplicationMaster before it died. The jobs that ran "
    + "there are lost: FlinkYarn does not recover jobs from another attempt yet. Why it died: yarn logs -applicationId "
    + $"{application}, or YARN's page of the application. Submit the job again.");
