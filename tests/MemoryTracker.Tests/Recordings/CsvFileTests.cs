using System.Text;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Recordings;

public sealed class CsvFileTests : IDisposable
{
    private const string NoSpace = "No space left on device; the rows until then are safe, later ones are not in it";

    private static readonly string Header = Encoding.UTF8.GetString(MemoryTracker.Recordings.CsvRow.Header(MetricSet.Default));

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Rows_follow_the_header_and_can_be_read_at_once()
    {
        using CsvFile file = new(_scratch.File("x.csv"), MetricSet.Default);
        Assert.Equal(Header, _scratch.Text("x.csv"));

        Assert.Null(file.Append("1\n2\n"u8));
        Assert.Null(file.Append("3\n"u8));

        Assert.Equal(Header + "1\n2\n3\n", _scratch.Text("x.csv"));
        Assert.Equal(0, file.LostRows);
        Assert.False(file.HasFailed);
    }

    [Fact]
    public void An_old_file_is_as_it_was_until_it_is_begun()
    {
        _scratch.Write("x.csv", "old");
        using (CsvFile file = new(_scratch.File("x.csv")))
        {
            Assert.Equal("old", _scratch.Text("x.csv"));
            file.Abandon();
        }

        Assert.Equal("old", _scratch.Text("x.csv"));
    }

    [Fact]
    public void A_new_file_that_is_never_begun_is_not_there_afterwards()
    {
        using CsvFile file = new(_scratch.File("x.csv"));
        Assert.True(File.Exists(_scratch.File("x.csv")));
        file.Abandon();
        Assert.Null(file.CheckPresence());

        Assert.False(File.Exists(_scratch.File("x.csv")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Once_it_is_begun_it_can_be_removed_whatever_was_there_before_and_however_it_was_named(bool hasOld)
    {
        if (hasOld)
            _scratch.Write("x.csv", "old");
        using CsvFile file = new(_scratch.File("x.csv"), MetricSet.Default);

        file.Remove();

        Assert.Empty(_scratch.Names());
    }

    [Fact]
    public void What_is_no_file_of_ours_is_never_removed()
    {
        File.CreateSymbolicLink(_scratch.File("null.csv"), "/dev/null");
        using CsvFile device = new(_scratch.File("null.csv"), MetricSet.Default);
        using CsvFile replaced = new(_scratch.File("x.csv"), MetricSet.Default);
        File.Delete(_scratch.File("x.csv"));
        _scratch.Write("x.csv", "another's");

        device.Remove();
        replaced.Remove();

        Assert.Equal(["null.csv", "x.csv"], _scratch.Names());
    }

    [Fact]
    public void One_without_a_name_is_read_again_and_nobody_finds_it()
    {
        using CsvFile file = CsvFile.Nameless(_scratch.Folder, "what is kept");
        Assert.Null(file.TryBegin(MetricSet.Default));
        Assert.Null(file.Append("1\n2\n"u8));
        Assert.Empty(_scratch.Names());
        Assert.Null(file.CheckPresence());

        using StreamReader text = new(file.ReadAgain()!);

        Assert.Equal(Header + "1\n2\n", text.ReadToEnd());
    }

    [Fact]
    public void One_without_a_name_that_could_not_take_everything_is_not_read_again() => SmallDisk.Use(kibibytes: 16, folder =>
    {
        using CsvFile file = CsvFile.Nameless(folder, "what is kept");

        Assert.Equal("what is kept: No space left on device; it will not be written", file.Append([.. Encoding.UTF8.GetBytes(new string('x', 64 << 10)), (byte)'\n']));

        Assert.Null(file.ReadAgain());
        Assert.Equal(1, file.LostRows);
    });

    [Fact]
    public void One_without_a_name_cannot_be_made_where_there_is_no_folder() => Assert.Equal(
        "what is kept: No such file or directory",
        Assert.Throws<IOException>(() => CsvFile.Nameless(_scratch.File("missing"), "what is kept")).Message);

    [Fact]
    public void An_old_file_is_emptied()
    {
        _scratch.Write("x.csv", new string('x', 100_000));
        using CsvFile file = new(_scratch.File("x.csv"), MetricSet.Default);

        Assert.Equal(Header, _scratch.Text("x.csv"));
    }

    [Fact]
    public void A_second_recording_into_the_same_file_is_refused_and_harms_nothing()
    {
        using CsvFile first = new(_scratch.File("x.csv"), MetricSet.Default);
        Assert.Null(first.Append("1\n"u8));

        string message = Assert.Throws<IOException>(() => new CsvFile(_scratch.File("x.csv"), MetricSet.Default)).Message;

        Assert.EndsWith("another recording is being written into it", message, StringComparison.Ordinal);
        Assert.Null(first.Append("2\n"u8));
        Assert.Equal(Header + "1\n2\n", _scratch.Text("x.csv"));
    }

    [Fact]
    public void A_file_that_was_replaced_by_another_is_told_once()
    {
        using CsvFile file = new(_scratch.File("x.csv"), MetricSet.Default);
        File.Move(_scratch.File("x.csv"), _scratch.File("old.csv"));
        _scratch.Write("x.csv", "mine");

        Assert.Contains("replaced", file.CheckPresence(), StringComparison.Ordinal);
        Assert.Null(file.CheckPresence());
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_named_with_the_reason()
    {
        string path = _scratch.File("missing/x.csv");

        Assert.Equal($"{path}: No such file or directory", Assert.Throws<IOException>(() => new CsvFile(path, MetricSet.Default)).Message);
        Assert.Equal($"{_scratch.Folder}: Is a directory", Assert.Throws<IOException>(() => new CsvFile(_scratch.Folder, MetricSet.Default)).Message);
    }

    [Fact]
    public void A_full_device_takes_not_even_the_header() =>
        Assert.Equal("/dev/full: No space left on device; nothing is in it", Assert.Throws<IOException>(() => new CsvFile("/dev/full", MetricSet.Default)).Message);

    [Fact]
    public void A_disk_that_fills_up_keeps_whole_rows_and_the_others_are_counted() => SmallDisk.Use(kibibytes: 64, folder =>
    {
        const int Rows = 5_000;
        string path = Path.Combine(folder, "x.csv");
        string rows = string.Concat(Enumerable.Range(10_000, Rows).Select(row => $"row {row} of some length\n"));
        using CsvFile file = new(path, MetricSet.Default);

        string? problem = file.Append(Encoding.UTF8.GetBytes(rows));

        Assert.Equal($"{path}: {NoSpace}", problem);
        Assert.True(file.HasFailed);
        string[] lines = File.ReadAllText(path).Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.Equal(Header + rows[..rows.IndexOf(lines[^2], StringComparison.Ordinal)] + lines[^2] + "\n", string.Join('\n', lines));
        Assert.Equal(Rows - (lines.Length - 2), file.LostRows);
        Assert.InRange(file.LostRows, 1, Rows - 1);
    });

    [Fact]
    public void After_a_failure_later_rows_are_counted_and_it_is_told_once() => SmallDisk.Use(kibibytes: 16, folder =>
    {
        using CsvFile file = new(Path.Combine(folder, "x.csv"), MetricSet.Default);
        byte[] tooMuch = [.. Encoding.UTF8.GetBytes(new string('x', 64 << 10)), (byte)'\n'];
        Assert.NotNull(file.Append(tooMuch));
        Assert.Equal(1, file.LostRows);

        Assert.Null(file.Append("1\n2\n"u8));

        Assert.Equal(3, file.LostRows);
        Assert.Equal(Header, File.ReadAllText(file.Path));
        Assert.Null(file.CheckPresence());
    });

    [Fact]
    public void Rows_from_before_a_failed_write_stay() => SmallDisk.Use(kibibytes: 16, folder =>
    {
        using CsvFile file = new(Path.Combine(folder, "x.csv"), MetricSet.Default);
        Assert.Null(file.Append("safe\n"u8));

        Assert.NotNull(file.Append(Encoding.UTF8.GetBytes("whole\n" + new string('x', 64 << 10) + "\n")));

        Assert.Equal(Header + "safe\nwhole\n", File.ReadAllText(file.Path));
        Assert.Equal(1, file.LostRows);
    });

    [Fact]
    public void A_file_that_vanishes_is_told_once()
    {
        using CsvFile file = new(_scratch.File("x.csv"), MetricSet.Default);
        Assert.Null(file.CheckPresence());
        File.Delete(file.Path);

        Assert.Equal($"{file.Path} was removed or replaced while it was written: what is recorded goes on but will not be found there", file.CheckPresence());
        Assert.Null(file.CheckPresence());
        Assert.True(file.HasFailed);
        Assert.Null(file.Append("1\n"u8));
    }

    [Fact]
    public void Closing_from_another_thread_leaves_whole_rows()
    {
        using CsvFile file = new(_scratch.File("x.csv"), MetricSet.Default);
        byte[] rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(new string('x', 98) + "\n", 200)));
        using ManualResetEventSlim hasBegun = new();
        Thread writer = new(() =>
        {
            for (int i = 0; i < 1_000; i++)
            {
                _ = file.Append(rows);
                hasBegun.Set();
            }
        });
        writer.Start();
        hasBegun.Wait(TestContext.Current.CancellationToken);

        file.Dispose();
        writer.Join();

        long length = new FileInfo(file.Path).Length - Header.Length;
        Assert.Equal(0, length % rows.Length);
        Assert.Equal(200_000, (length / 99) + file.LostRows);
    }

    [Fact]
    public void Closing_twice_closes_no_descriptor_of_somebody_else()
    {
        CsvFile file = new(_scratch.File("x.csv"), MetricSet.Default);
        file.Dispose();
        using FileStream other = File.Create(_scratch.File("other"));

        file.Dispose();

        other.WriteByte(1);
        other.Flush();
        Assert.Equal(1, other.Length);
    }
}
