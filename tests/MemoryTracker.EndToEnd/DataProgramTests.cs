using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using MemoryTracker.EndToEnd.Harness;

namespace MemoryTracker.EndToEnd;

/// <summary>What people read recordings with reads them right, without being told anything of the format: types, empty cells, and figures as our own statistics have them.</summary>
public sealed class DataProgramTests : IAsyncLifetime, IDisposable
{
    private const string Grow = "import time\nkept = []\nfor i in range(20):\n    kept.append(bytearray(2 << 20))\n    time.sleep(0.02)\n";

    private readonly Scratch _scratch = new();
    private long _count;
    private double _max;
    private double _mean;
    private double _elapsed;
    private DateTime _start;

    public async ValueTask InitializeAsync()
    {
        (await Tracker.Run(_scratch, "-i", "10ms", "-q", "--per-process", "-c", "data.csv", "-o", "data.jsonl", "--", "sh", "-c", $"{Python.Path} -c '{Grow}'; true")).Expect(0);
        using JsonDocument document = JsonDocument.Parse(_scratch.Text("data.meta.json"));
        JsonElement rss = document.RootElement.GetProperty("statistics").GetProperty("rss_bytes");
        (_count, _max, _mean) = (rss.GetProperty("count").GetInt64(), rss.GetProperty("max").GetDouble(), rss.GetProperty("mean").GetDouble());
        _elapsed = document.RootElement.GetProperty("end").GetProperty("elapsed_s").GetDouble();
        _start = document.RootElement.GetProperty("start").GetDateTime().ToUniversalTime();
        Assert.InRange(_count, 20, 10_000);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("'data.csv'", "TIMESTAMP WITH TIME ZONE")]
    [InlineData("(FROM 'data.jsonl' WHERE type = 'sample')", "TIMESTAMP")]
    public void DuckDB_reads_them(string table, string time)
    {
        object[] told = Query($"SELECT count(rss_bytes), max(rss_bytes), avg(rss_bytes), max(elapsed_s), epoch_us(min(time)) - 1e6 * min(elapsed_s), any_value(typeof(time)), any_value(typeof(rss_bytes)), any_value(typeof(cpu_percent)) FROM {table} WHERE pid IS NULL");

        AssertStatistics(told);
        Assert.Equal([time, "BIGINT", "DOUBLE"], told[5..]);
        object[] processes = Query($"SELECT any_value(typeof(pid)), count(DISTINCT pid), max(rss_bytes) FROM {table} WHERE command = 'python3'");
        Assert.Equal(["BIGINT", 1L], processes[..2]);
        Assert.InRange(Convert.ToDouble(processes[2], CultureInfo.InvariantCulture), 1, _max);
    }

    [Theory]
    [InlineData("COPY (FROM 'data.csv') TO 'data.parquet'")]
    [InlineData("COPY (SELECT time, elapsed_s, pid, command, COLUMNS('_bytes$|_percent$|^processes$') FROM 'data.jsonl' WHERE type = 'sample') TO 'data.parquet'")]
    public void DuckDB_makes_Parquet_of_them_by_one_line(string line)
    {
        _ = Query(line);

        AssertStatistics(Query("SELECT count(rss_bytes), max(rss_bytes), avg(rss_bytes), max(elapsed_s), epoch_us(min(time)) - 1e6 * min(elapsed_s) FROM 'data.parquet' WHERE pid IS NULL"));
    }

    [Fact]
    public async Task Pandas_reads_a_CSV()
    {
        Need.That(Directory.Exists("/usr/lib/python3/dist-packages/pandas"), "pandas must be installed (Debian: python3-pandas)");
        const string Script =
            """
            import pandas
            data = pandas.read_csv("data.csv", parse_dates=["time"])
            total = data[data.pid.isna()]
            rss = total.rss_bytes
            print(rss.count(), rss.max(), rss.mean(), total.elapsed_s.max(), total.time.min().value / 1000 - 1e6 * total.elapsed_s.min(), data.time.dtype, rss.dtype, total.cpu_percent.dtype, sep="\n")
            """;

        string[] told = (await InstalledProgram.Run(_scratch, Python.Path, "-c", Script)).TrimEnd().Split('\n');

        AssertStatistics(told);
        Assert.Equal(["datetime64[ns, UTC]", "float64", "float64"], told[5..]);
    }

    [Fact]
    public async Task Gnuplot_reads_a_CSV()
    {
        Need.That(InstalledProgram.Exists("gnuplot"), "gnuplot must be installed (Debian: gnuplot-nox)");
        const string Script =
            """
            set datafile separator ','
            set print '-'
            stats 'data.csv' using (strlen(strcol('pid')) == 0 ? column('rss_bytes') : NaN) nooutput
            print sprintf("%d\n%.0f\n%.3f", STATS_records, STATS_max, STATS_mean)
            set terminal svg
            set output 'data.svg'
            plot 'data.csv' using 'elapsed_s':(strlen(strcol('pid')) == 0 ? column('rss_bytes') : NaN) with lines
            """;

        _scratch.Write("plot.gp", Script);
        string[] told = (await InstalledProgram.Run(_scratch, "gnuplot", "plot.gp")).TrimEnd().Split('\n');

        Assert.Equal((_count, _max), (long.Parse(told[0], CultureInfo.InvariantCulture), double.Parse(told[1], CultureInfo.InvariantCulture)));
        Assert.Equal(_mean, double.Parse(told[2], CultureInfo.InvariantCulture), tolerance: 1);
        Assert.Contains("<path", _scratch.Text("data.svg"), StringComparison.Ordinal);
    }

    private void AssertStatistics(IReadOnlyList<object> told)
    {
        double[] figures = [.. told.Take(5).Select(figure => Convert.ToDouble(figure, CultureInfo.InvariantCulture))];
        Assert.Equal((_count, _max, _elapsed), ((long)figures[0], figures[1], figures[3]));
        Assert.Equal(_mean, figures[2], tolerance: 1);
        Assert.Equal((_start - DateTime.UnixEpoch).TotalMicroseconds, figures[4], tolerance: 1000);
    }

    private object[] Query(string query)
    {
        using DuckDBConnection connection = new("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Of this file.
        command.CommandText = query.Replace("'data.", $"'{_scratch.Folder}/data.", StringComparison.Ordinal);
#pragma warning restore CA2100
        using DuckDBDataReader reader = command.ExecuteReader();
        if (!reader.Read())
            return [];
        object[] row = new object[reader.FieldCount];
        _ = reader.GetValues(row);
        return row;
    }
}
