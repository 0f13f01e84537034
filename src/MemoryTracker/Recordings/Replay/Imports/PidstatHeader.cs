using System.Buffers.Text;
using System.Text;
using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay.Imports;

/// <summary>What the columns of pidstat are, told by a header such as <c># Time UID PID %usr %system %guest %wait %CPU CPU minflt/s majflt/s VSZ RSS %MEM Command</c>.</summary>
internal sealed class PidstatHeader
{
    private const double KiB = 1024;
    private const int MostProcessId = 1 << 22;
    private const int LongestNumber = 64;

    // %usr is without the time of guests, which our user time holds. Both are printed with two decimals, so their sum may be off by as much.
    private const double Rounding = 0.05;

    private readonly string[] _names;

    private PidstatHeader(string[] names) => _names = names;

    private static (string Name, Metric Metric)[] Known { get; } =
    [
        ("RSS", Metric.Rss), ("VSZ", Metric.Vsz), ("%CPU", Metric.Cpu), ("%usr", Metric.CpuUser), ("%system", Metric.CpuSystem), ("threads", Metric.Threads), ("fd-nr", Metric.Descriptors),
    ];

    /// <summary>The metrics that it has.</summary>
    public IEnumerable<LogColumn> Columns => Known.Where(known => _names.Contains(known.Name)).Select(known => new LogColumn(known.Metric, $"{known.Name} of pidstat"));

    /// <summary>Whether its rows are of processes; those of <c>pidstat -t</c> are of threads.</summary>
    public bool IsOfProcesses => _names.Contains("PID");

    /// <summary>Reads a header; null for any other line.</summary>
    public static PidstatHeader? Of(ReadOnlySpan<byte> line)
    {
        bool isMarked = line.StartsWith("#"u8);
        line = line.TrimStart((byte)'#');
        if (line.Length > 1_000 || !line.TrimEnd(" \t"u8).EndsWith(" Command"u8))
            return null;
        string[] words = Encoding.UTF8.GetString(line).Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        int user = Array.FindIndex(words, word => word is "UID" or "USER");

        // Before it stands the time, which of twelve hours has two words.
        bool isHeader = user is 1 or 2 && (!isMarked || words[0] == "Time") && (words.Contains("PID") || words.Contains("TID"));
        return isHeader ? new PidstatHeader(words[user..]) : null;
    }

    /// <summary>Reads a row below it; why it is none, else null.</summary>
    /// <param name="line">The line.</param>
    /// <param name="row">Takes the process and its figures.</param>
    /// <param name="time">The time since 1970.</param>
    /// <param name="command">The command, or the whole command line.</param>
    public string? Read(ReadOnlySpan<byte> line, Figures row, out TimeSpan time, out ReadOnlySpan<byte> command)
    {
        command = default;
        row.Clear();
        if (!LogText.TryTime(LogText.TakeWord(ref line), out time))
            return "has no time in seconds since 1970";
        double guest = 0;
        int pid = 0;
        foreach (string name in _names.AsSpan(..^1))
        {
            ReadOnlySpan<byte> word = LogText.TakeWord(ref line);
            if (word.IsEmpty)
                return "is no row of pidstat";
            if (name == "PID" && !(Utf8Parser.TryParse(word, out pid, out int used) && used == word.Length && pid is > 0 and <= MostProcessId))
                return "has no PID";
            if (name == "%guest" && !TryFigure(word, out guest))
                return "has a number that cannot be read";
            if (MetricOf(name) is { } metric && !TryTake(word, metric, row))
                return "has a number that cannot be read: pidstat writes whole ones without --human";
        }

        command = line.Trim(" \t"u8);
        row.Pid = pid;
        row.Command = command.Length > Procfs.CommandName.MaxLength ? LogText.Program(command) : new Procfs.CommandName(command);
        Settle(row, guest);
        return null;
    }

    private static Metric? MetricOf(string name)
    {
        foreach ((string known, Metric metric) in Known)
        {
            if (known == name)
                return metric;
        }

        return null;
    }

    private static bool TryTake(ReadOnlySpan<byte> word, Metric metric, Figures row)
    {
        if (!TryFigure(word, out double figure))
            return false;
        row[metric] = LogText.Rounded(figure * (metric.Unit == Unit.Bytes ? KiB : 1), metric);
        return true;
    }

    /// <summary>In some languages a comma stands for the point.</summary>
    private static bool TryFigure(ReadOnlySpan<byte> word, out double figure)
    {
        Span<byte> number = stackalloc byte[LongestNumber];
        figure = double.NaN;
        if (word.Length > LongestNumber)
            return false;
        word.CopyTo(number);
        number.Replace((byte)',', (byte)'.');
        return LogText.TryFigure(number[..word.Length], out figure);
    }

    private static void Settle(Figures row, double guest)
    {
        row[Metric.CpuUser] = LogText.Rounded(row[Metric.CpuUser] + guest, Metric.CpuUser);

        // With -I the whole is divided by the number of CPUs, and its parts are not.
        double sum = row[Metric.CpuUser] + row[Metric.CpuSystem];
        if (sum > row[Metric.Cpu] + Rounding)
            row[Metric.Cpu] = LogText.Rounded(sum, Metric.Cpu);
    }
}
