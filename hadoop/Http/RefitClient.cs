using System.Text.Json.Serialization;
using Refit;

namespace FlinkYarn.Hadoop.Http;

/// <summary>Makes Refit's clients of Hadoop's web services: source-generated JSON, our exceptions.</summary>
static class RefitClient
{
    /// <summary>A client of one server; the transport is shared and has its own time limit.</summary>
    public static T Of<T>(
        HttpMessageHandler transport, Uri address, JsonSerializerContext json, ErrorMapper.Specific errors)
    {
        var client = new HttpClient(transport, disposeHandler: false)
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var settings = RefitSettings.ForJsonContext(json);
        settings.ExceptionFactory = response => ErrorMapper.MapAsync(response, errors);
        settings.TransportExceptionFactory = (_, failure, _) => failure;
        settings.DeserializationExceptionFactory = (response, failure) => ValueTask.FromResult<Exception?>(
            new InvalidDataException(
                $"{response.RequestMessage?.RequestUri?.GetLeftPart(UriPartial.Path)} answered what "
                    + $"is not Hadoop's JSON: "
                + $"{failure.Message} Is the address right, and no other server in between?", failure));
        return RestService.For<T>(client, settings);
    }
}
