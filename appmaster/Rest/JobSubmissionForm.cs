using System.Text.Json;
using FlinkYarn.Api.Graph;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Contracts.Rest;
using Microsoft.AspNetCore.Http;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>
/// The body of POST /jobs: multipart as Flink's <c>JobSubmitHandler</c> takes it, a part <c>request</c> with JSON and
/// the serialized graph as a file. Programs travel by their content hash, not in the form.
/// </summary>
static class JobSubmissionForm
{
    const string RequestPart = "request";

    /// <exception cref="InvalidDataException">It is none; the message says what is wrong.</exception>
    public static async Task<JobSubmission> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            throw new InvalidDataException("A job is submitted as multipart/form-data.");
        }

        var form = await request.ReadFormAsync(cancellationToken);
        var description = Description(form);
        var file = form.Files.FirstOrDefault(part => part.FileName == description.JobGraphFileName)
            ?? throw new InvalidDataException($"There is no part with the file '{description.JobGraphFileName}'.");
        await using var content = file.OpenReadStream();
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        return new JobSubmission(
            JobGraphCodec.Decode(bytes.ToArray()),
            [
                .. description.Programs.Select(program => new ProgramArtifact
                {
                    Sha256 = program.Sha256,
                    EntryAssembly = program.EntryAssembly,
                    Uri = program.Uri.AbsoluteUri,
                    Size = program.Size,
                }),
            ]);
    }

    static JobSubmitRequest Description(IFormCollection form)
    {
        try
        {
            return JsonSerializer.Deserialize(form[RequestPart].ToString(), RestJson.Default.JobSubmitRequest)
                ?? throw new InvalidDataException($"The part '{RequestPart}' is empty.");
        }
        catch (JsonException malformed)
        {
            throw new InvalidDataException($"The part '{RequestPart}' is not the JSON of a submission: "
                + malformed.Message, malformed);
        }
    }
}
