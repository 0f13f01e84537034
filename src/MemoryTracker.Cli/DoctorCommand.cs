using System.CommandLine;
using MemoryTracker.Cli.Terminal;
using MemoryTracker.Doctor;
using MemoryTracker.Procfs;

namespace MemoryTracker.Cli;

/// <summary>Tells what can be recorded of a process here, what cannot, and what would help.</summary>
internal sealed class DoctorCommand
{
    private const string Examples = """
        Examples:
          memory_tracker doctor                   what can be recorded of processes of this user
          memory_tracker doctor --pid 12345       what can be recorded of that one
          memory_tracker doctor -p 12345 --json   the same for a program
        """;

    private readonly PidOption _pid = new("The process that is to be recorded; without it memory_tracker looks at itself.");
    private readonly Option<bool> _json = new("--json") { Description = "A JSON document instead of tables.", Arity = ArgumentArity.Zero };

    /// <summary>How it is asked for.</summary>
    public static Verb Verb
    {
        get
        {
            DoctorCommand doctor = new();
            Command command = new("doctor", "Tells which metrics can be read here, why others cannot, and what would help.") { doctor._pid, doctor._json };
            command.SetAction(doctor.Run);
            return new Verb(command, Examples);
        }
    }

    private int Run(ParseResult parsed)
    {
        int? pid = parsed.GetResult(_pid) is null ? null : parsed.GetValue(_pid);
        StandardStream output = StandardStream.Output;
        DoctorDocument document = Examination.Of(pid, ProcRoot.Default, TerminalChecks.Of(output));
        output.Print(parsed.GetValue(_json) ? DoctorJson.Write(document) : new DoctorText(document, output.Columns).Render(output.HasColor));
        return document.Refusal is null ? ExitCode.Done : ExitCode.Failed;
    }
}
