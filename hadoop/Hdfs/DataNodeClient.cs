using System.Text.Json;
using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>
/// The second step of CREATE, APPEND and OPEN: bytes to and from the DataNode that the NameNode named. Nothing of the
/// caller's identity is sent there; the location carries what is needed.
/// </summary>
sealed class DataNodeClient(HadoopClientOptions options) : IDisposable
{
    readonly HttpClient http = new(options.Transport()) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task SendAsync(HttpMethod method, Uri location, Stream content, IProgress<long>? progress,
        CancellationToken cancellationToken)
    {
        using var watch = Watch(cancellationToken);
        using var request = new HttpRequestMessage(method, location);
        request.Content = new UploadContent(content, watch, progress);

        // A refusal (the file exists) then comes before the body is sent, not as a broken pipe in the middle of it.
        request.Headers.ExpectContinue = true;
        using var response = await AnswerAsync(request, watch, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The answer with its body still to be read; the caller disposes of it.</summary>
    public async Task<HttpResponseMessage> OpenAsync(Uri location, CancellationToken cancellationToken)
    {
        using var watch = Watch(cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, location);
        return await AnswerAsync(request, watch, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads where the second step goes: from the body, or from the redirect of a server without noredirect.
    /// </summary>
    public static async Task<Uri> LocationAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Headers.Location is { IsAbsoluteUri: true } redirect && (int)response.StatusCode is 307 or 302)
        {
            return redirect;
        }

        if (await ErrorMapper.MapAsync(response, HdfsErrors.Map).ConfigureAwait(false) is { } failure)
        {
            throw failure;
        }

        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var location = JsonSerializer.Deserialize(body, HdfsJson.Default.LocationAnswer)?.Location;
        return Uri.TryCreate(location, UriKind.Absolute, out var address)
            ? address
            : throw new InvalidDataException($"{response.RequestMessage?.RequestUri?.Authority} named no DataNode.");
    }

    public void Dispose() => http.Dispose();

    StallWatch Watch(CancellationToken cancellationToken) =>
        new(options.Retry.StallTimeout, options.Time, cancellationToken);

    async Task<HttpResponseMessage> AnswerAsync(
        HttpRequestMessage request, StallWatch watch, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, watch.Token)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException cancelled) when (
            watch.HasStalled && !cancellationToken.IsCancellationRequested)
        {
            throw new HadoopConnectionException(
                $"The transfer with {request.RequestUri!.Authority} stood still for "
                + $"{options.Retry.StallTimeout.TotalSeconds} s.", request.RequestUri.Authority, cancelled);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw HadoopConnectionException.Of(request, broken);
        }

        if (await ErrorMapper.MapAsync(response, HdfsErrors.Map).ConfigureAwait(false) is { } failure)
        {
            response.Dispose();
            throw failure;
        }

        return response;
    }
}
