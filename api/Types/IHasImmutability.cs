namespace FlinkYarn.Api.Types;

/// <summary>A serializer whose type argument is not known to the asker.</summary>
interface IHasImmutability
{
    bool IsImmutable { get; }
}
