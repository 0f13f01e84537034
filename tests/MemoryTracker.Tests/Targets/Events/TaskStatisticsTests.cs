using MemoryTracker.Targets.Events;

namespace MemoryTracker.Tests.Targets.Events;

public class TaskStatisticsTests
{
    [Theory]
    [InlineData(3, 416)]
    [InlineData(8, 328)]
    [InlineData(14, 432)]
    [InlineData(15, 600)]
    [InlineData(16, 600)]
    public void All_layouts_are_read(ushort version, int length)
    {
        TaskStatistics told = TaskStatistics.Parse(Message(Thread(300, Struct(300, version, length))))!.Value;

        Assert.Equal((300, "sh", 5000L * 1024, 7_000_000L), (told.Process, told.Command.ToString(), told.PeakRss, told.CpuTime));
    }

    [Fact]
    public void The_last_thread_of_several_tells_the_sum_of_all()
    {
        byte[] sum = Struct(0, 14, 432, runTime: 9_000_000, peak: 0);
        TaskStatistics told = TaskStatistics.Parse(Message([.. Thread(302, Struct(302, 14, 432)), .. Aggregate(5, 2, 300, sum)]))!.Value;

        Assert.Equal((300, 5000L * 1024, 9_000_000L), (told.Process, told.PeakRss, told.CpuTime));
    }

    [Fact]
    public void A_sum_that_the_kernel_does_not_make_is_unknown_and_not_the_last_thread_s()
    {
        byte[] sum = Struct(0, 14, 432, runTime: 0, peak: 0);
        TaskStatistics told = TaskStatistics.Parse(Message([.. Thread(302, Struct(302, 14, 432)), .. Aggregate(5, 2, 300, sum)]))!.Value;

        Assert.Null(told.CpuTime);
    }

    [Fact]
    public void Without_the_scheduler_s_count_the_one_by_ticks_is_told()
    {
        TaskStatistics told = TaskStatistics.Parse(Message(Thread(300, Struct(300, 14, 432, runTime: 0))))!.Value;

        Assert.Equal((2000 + 3000) * 1000L, told.CpuTime);
    }

    [Theory]
    [InlineData(0ul)]
    [InlineData(ulong.MaxValue)]
    [InlineData(1ul << 60)]
    public void A_peak_of_nothing_or_of_more_than_can_be_is_unknown(ulong peak) =>
        Assert.Null(TaskStatistics.Parse(Message(Thread(300, Struct(300, 14, 432, peak: peak))))!.Value.PeakRss);

    [Theory]
    [InlineData(300, 0, 432)]
    [InlineData(300, 2, 432)]
    [InlineData(300, 14, 207)]
    [InlineData(300, 15, 255)]
    [InlineData(301, 14, 432)]
    public void A_layout_that_is_not_known_is_none(int pid, ushort version, int length) =>
        Assert.Null(TaskStatistics.Parse(Message(Thread(300, Struct(pid, version, length)))));

    [Fact]
    public void A_padding_attribute_before_the_struct_changes_nothing()
    {
        byte[] inner = [.. Attribute(1, BitConverter.GetBytes(300)), .. Attribute(6, []), .. Attribute(3, Struct(300, 14, 432))];

        Assert.Equal(300, TaskStatistics.Parse(Message([.. Attribute(6, []), .. Attribute(4, inner)]))!.Value.Process);
    }

    [Fact]
    public void However_it_is_cut_nothing_is_read_beyond_it()
    {
        byte[] message = Message([.. Thread(302, Struct(302, 14, 432)), .. Aggregate(5, 2, 300, Struct(0, 14, 432))]);
        for (int length = 0; length < message.Length; length++)
            Assert.NotEqual(300, TaskStatistics.Parse(message.AsSpan(0, length))?.Process);
    }

    [Fact]
    public void Whatever_it_holds_it_is_read_or_not()
    {
#pragma warning disable CA5394 // Nothing is kept secret here.
        Random random = new(1);
        byte[] whole = Message([.. Thread(302, Struct(302, 14, 432)), .. Aggregate(5, 2, 300, Struct(0, 14, 432))]);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] message = whole[..random.Next(whole.Length)];
            for (int j = 0; j < 4 && message.Length > 0; j++)
                message[random.Next(Math.Min(message.Length, 60))] = (byte)random.Next(256);
            if (TaskStatistics.Parse(message) is { } told)
                Assert.True(told.PeakRss is null or > 0 && told.CpuTime is null or > 0);
        }
#pragma warning restore CA5394
    }

    private static byte[] Message(byte[] attributes) => [2, 1, 0, 0, .. attributes];

    private static byte[] Thread(int pid, byte[] statistics) => Aggregate(4, 1, pid, statistics);

    private static byte[] Aggregate(ushort type, ushort numberType, int pid, byte[] statistics) =>
        Attribute(type, [.. Attribute(numberType, BitConverter.GetBytes(pid)), .. Attribute(3, statistics)]);

    private static byte[] Attribute(ushort type, byte[] value) =>
        [.. BitConverter.GetBytes((ushort)(value.Length + 4)), .. BitConverter.GetBytes(type), .. value, .. new byte[-value.Length & 3]];

    private static byte[] Struct(int pid, ushort version, int length, ulong runTime = 7_000_000, ulong peak = 5000)
    {
        byte[] statistics = new byte[Math.Max(length, 300)];
        _ = BitConverter.TryWriteBytes(statistics, version);
        Span<byte> fields = statistics.AsSpan(version == 15 ? 48 : 0);
        _ = BitConverter.TryWriteBytes(fields[72..], runTime);
        "sh\0x"u8.CopyTo(fields[80..]);
        _ = BitConverter.TryWriteBytes(fields[128..], pid);
        _ = BitConverter.TryWriteBytes(fields[152..], 2000ul);
        _ = BitConverter.TryWriteBytes(fields[160..], 3000ul);
        _ = BitConverter.TryWriteBytes(fields[200..], peak);
        return statistics[..length];
    }
}
