using System.Text.Json.Serialization;
using Refit;

namespace FlinkYarn.Hadoop.Http;

/// <summary>Makes Refit's clients of Hadoop's web services: source-generated JSON, our exceptions.</summary>
static class RefitClient
{
    public static RefitSettings Settings(JsonSerializerContext json, ErrorMapper.Specific errors)
    {
        var settings = RefitSettings.ForJsonContext(json);
        settings.ExceptionFactory = response => ErrorMapper.MapAsync(response, errors);
        settings.TransportExceptionFactory = ErrorMapper.Transport;
        return settings;
    }
}
