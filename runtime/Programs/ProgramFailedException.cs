namespace FlinkYarn.Runtime.Programs;

/// <summary>The program's own code threw; the inner exception is the program's.</summary>
sealed class ProgramFailedException(Exception failure) : Exception(failure.Message, failure);
