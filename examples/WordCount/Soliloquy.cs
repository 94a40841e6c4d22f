namespace WordCount;

/// <summary>What is counted when no input is named.</summary>
static class Soliloquy
{
    public static readonly string[] Lines =
    [
        "to be or not to be that is the question",
        "whether tis nobler in the mind to suffer",
        "the slings and arrows of outrageous fortune",
        "or to take arms against a sea of troubles",
        "and by opposing end them",
    ];
}
