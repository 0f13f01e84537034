using System.Text;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Tests.Harness;

#pragma warning disable CA5394 // random data that is the same in every run is what a test needs

namespace MemoryTracker.Tests.Recordings.Replay.Imports;

/// <summary>Logs that the tools themselves wrote, read as a whole.</summary>
public sealed class ImportTests
{
    public static TheoryData<string> Logs =>
    [
        "psrecord.txt", "psrecord.csv", "psrecord-children.csv", "psrecord-stdout.txt", "mprof-functions.dat", "mprof-two-runs.dat", "mprof-multiprocess.dat", "mprof-include-children.dat",
        "duct_usage.jsonl", "pidstat.txt", "pidstat-blocks.txt", "pidstat-human.txt",
    ];

    [Theory]
    [MemberData(nameof(Logs))]
    public void A_log_is_read_as_it_was_looked_at(string name) =>
        Snapshot.Match(Path.Combine("imports", name + ".read"), Imported.File(Imported.Fixture(name)).ToString());

    [Theory]
    [MemberData(nameof(Logs))]
    public void It_is_recognized_by_its_content_and_compressed_too(string name)
    {
        byte[] log = File.ReadAllBytes(Imported.Fixture(name));
        Imported plain = Imported.Bytes(log);

        Assert.Equal(name.Split('.', '-', '_')[0], plain.Document.Tool);
        Assert.Equal(plain.ToString(), Imported.Bytes(Imported.Zipped(log)).ToString());
        Assert.Equal(plain.Samples, Imported.Bytes(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(log).Replace("\n", "\r\n", StringComparison.Ordinal))).Samples);
    }

    [Theory]
    [MemberData(nameof(Logs))]
    public void Written_in_our_own_form_it_is_the_same(string name) => AssertSameWhenWritten(File.ReadAllBytes(Imported.Fixture(name)));

    [Theory]
    [InlineData("# Time        UID       PID    %CPU   CPU     VSZ     RSS   %MEM  Command\n100 0 7 1.00 1 40 10 0.1 x\n101 0 7 1.00 1 40 10 0.1 x\n101 0 8 1.00 1 40 10 0.1 y\n")]
    [InlineData("Attaching to process 7\nelapsed_time,nproc,cpu,mem_real,mem_virtual\n0.5,1,0.0,1,2\n1.5,2,50.0,1,2\n")]
    public void Also_if_a_second_process_comes_later(string log) => AssertSameWhenWritten(Encoding.UTF8.GetBytes(log));

    [Theory]
    [InlineData("pidstat-without-dates.txt", "without dates: record it with pidstat -H")]
    [InlineData("pidstat-threads.txt", "of threads: record it with pidstat without -t")]
    public void What_no_recording_can_be_made_of_is_refused_with_what_to_do(string name, string problem)
    {
        RecordedFileException refusal = Assert.Throws<RecordedFileException>(() => Imported.File(Imported.Fixture(name)));

        Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Theory]
    [MemberData(nameof(Logs))]
    public void A_log_that_is_cut_off_anywhere_is_read_up_to_there(string name)
    {
        byte[] log = File.ReadAllBytes(Imported.Fixture(name));
        Imported whole = Imported.Bytes(log);
        for (int length = log.Length - 1; length > log.Length / 2 && whole.Samples.Count > 0; length -= 7)
        {
            Imported cut = Imported.Bytes(log[..length]);

            // The moment in which it was cut may know less; those before it are the same, unless it cannot be told any more whose the children are, or of two runs the first is now the last.
            int sure = Math.Max(0, cut.Samples.Count - 1);
            if (cut.Metrics.InOrder.SequenceEqual(whole.Metrics.InOrder) && cut.Document.Start == whole.Document.Start)
                Assert.Equal(whole.Totals.Take(sure), cut.Totals.Take(sure));
            Assert.True(cut.Samples.Count <= whole.Samples.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Logs))]
    public void No_damage_does_harm(string name)
    {
        byte[] log = File.ReadAllBytes(Imported.Fixture(name));
        Random random = new(name.Length);
        for (int i = 0; i < 150; i++)
        {
            byte[] damaged = Damaged(log, random);
            try
            {
                Imported read = Imported.Bytes(i % 5 == 0 ? Imported.Zipped(damaged) : damaged);

                Assert.True(read.LineNotices.Count() <= 6);
                Assert.All(read.Totals, total => Assert.True(double.IsNaN(total) || total >= 0));
                Assert.Equal(read.Elapsed.Order(), read.Elapsed);
            }
            catch (RecordedFileException refusal)
            {
                Assert.DoesNotContain('\n', refusal.Message);
            }
        }
    }

    private static void AssertSameWhenWritten(byte[] log)
    {
        using Scratch scratch = new();
        File.WriteAllBytes(scratch.File("log"), log);
        using RecordedFile file = RecordedFile.Open(scratch.File("log"));
        List<double> totals = [];
        using (CsvFile csv = new(scratch.File("x.csv"), file.Metrics))
        using (BackgroundWriter writer = new([csv], file.Metrics, hasProcessRows: true, waitsForRoom: true, Assert.Fail, () => []))
        {
            Sample sample = new();
            while (file.TryRead(sample))
            {
                totals.Add(sample.Total[Metric.Rss]);
                writer.Add(sample);
            }

            writer.Finish();
        }

        Imported again = Imported.File(scratch.File("x.csv"));
        Assert.Equal(totals, again.Totals);
        // Of a log in which there is none, none can be written.
        Assert.Equal(totals.Count == 0 ? ["there is no sample in it"] : Array.Empty<string>(), again.Notices);
    }

    private static byte[] Damaged(byte[] log, Random random)
    {
        List<byte> bytes = [.. log];
        for (int change = random.Next(1, 12); change > 0 && bytes.Count > 100; change--)
        {
            int at = random.Next(bytes.Count);
            int length = random.Next(1, Math.Min(60, bytes.Count - at + 1));
            switch (random.Next(7))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, length); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(random.Next(at + 1), Math.Min(length, at))); break;
                case 3: bytes.Insert(at, (byte)'\n'); break;
                case 4: bytes.InsertRange(at, "-1"u8); break;
                case 5: bytes.InsertRange(at, "9e999 "u8); break;
                default: bytes.InsertRange(at, [.. Enumerable.Repeat((byte)"9{\" "[random.Next(4)], 400)]); break;
            }
        }

        return [.. bytes];
    }
}
