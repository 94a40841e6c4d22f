using System.CommandLine;

namespace FlinkYarn.Client.Commands;

/// <summary>
/// <c>completion</c>: a script that lets a shell ask the command itself, by its <c>[suggest]</c> directive, what can
/// follow.
/// </summary>
sealed class CompletionCommand(CommandContext context) : IVerb
{
    // The words behind the command's own name are sent, and the place in them; so it has any name.
    const string Bash =
        """
        # flinkyarn completion bash: source <(flinkyarn completion bash)
        _flinkyarn() {
            local rest=${COMP_LINE#* } at
            at=$((COMP_POINT - ${#COMP_LINE} + ${#rest}))
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$at]" "$rest" 2> /dev/null)" -- \
                "${COMP_WORDS[COMP_CWORD]}"))
            [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o filenames -F _flinkyarn flinkyarn flink
        """;

    const string Zsh =
        """
        #compdef flinkyarn flink
        # flinkyarn completion zsh: source <(flinkyarn completion zsh)
        _flinkyarn() {
            local rest="${words[2,-1]}"
            local -a found
            found=("${(@f)$(${words[1]} "[suggest:${#rest}]" "$rest" 2> /dev/null)}")
            compadd -a found || _files
        }
        compdef _flinkyarn flinkyarn flink
        """;

    const string Fish =
        """
        # flinkyarn completion fish: flinkyarn completion fish | source
        function __flinkyarn
            set -l words (commandline -opc)
            set -l rest (string join ' ' -- $words[2..-1] (commandline -ct))
            $words[1] "[suggest:"(string length -- "$rest")"]" "$rest" 2> /dev/null
        end
        complete -c flinkyarn -a '(__flinkyarn)'
        complete -c flink -a '(__flinkyarn)'
        """;

    static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = Bash, ["zsh"] = Zsh, ["fish"] = Fish,
    };

    public Command Definition { get; } = Verbs.With(
        "completion", "Writes a script for the completion of a shell: bash, zsh, fish.", [], Shell());

    public bool HasProgram => false;

    public string Refusal => "There is no script:";

    public async Task<int> RunAsync(ParseResult parsed, CommandWords words, CancellationToken cancellationToken)
    {
        var script = words.Others is [var shell] ? Scripts.GetValueOrDefault(shell) : null;
        Verbs.Refuse([.. words.Mistakes, .. script is null ? ["Name the shell: bash, zsh or fish."] : (string[])[]]);
        await context.Plain.WriteLineAsync(script);
        return ExitCodes.Success;
    }

    static Argument<string?> Shell()
    {
        var shell = new Argument<string?>("shell") { Arity = ArgumentArity.ZeroOrOne };
        shell.CompletionSources.Add([.. Scripts.Keys]);
        return shell;
    }
}
