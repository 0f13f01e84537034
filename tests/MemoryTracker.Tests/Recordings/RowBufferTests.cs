using System.Globalization;
using MemoryTracker.Recordings;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Recordings;

public sealed class RowBufferTests : IDisposable
{
    private readonly RowBuffer _buffer = new();

    public void Dispose() => _buffer.Dispose();

    [Fact]
    public void Rows_come_out_in_the_order_in_which_they_went_in_and_once()
    {
        Assert.True(_buffer.TryAppend("one\n"u8, out _));
        Assert.True(_buffer.TryAppend("two\n"u8, out _));

        Assert.Equal("one\ntwo\n"u8, _buffer.TakeAll());
        Assert.True(_buffer.TakeAll().IsEmpty);

        Assert.True(_buffer.TryAppend("three\n"u8, out _));
        Assert.Equal("three\n"u8, _buffer.TakeAll());
    }

    [Fact]
    public void Rows_that_were_taken_stay_while_others_come()
    {
        _buffer.TryAppend("old\n"u8, out _);
        ReadOnlySpan<byte> taken = _buffer.TakeAll();

        _buffer.TryAppend("new\n"u8, out _);

        Assert.Equal("old\n"u8, taken);
    }

    [Fact]
    public void A_row_that_finds_no_room_is_refused_whole()
    {
        byte[] megabyte = [.. Enumerable.Repeat((byte)'x', 1 << 20)];
        for (int i = 0; i < (RowBuffer.Capacity >> 20) - 1; i++)
            Assert.True(_buffer.TryAppend(megabyte, out _));
        Assert.True(_buffer.TryAppend(megabyte.AsSpan(1), out _));

        Assert.False(_buffer.TryAppend("ab"u8, out _));
        Assert.True(_buffer.TryAppend("a"u8, out _));
        Assert.False(_buffer.TryAppend("a"u8, out _));

        ReadOnlySpan<byte> all = _buffer.TakeAll();
        Assert.Equal(RowBuffer.Capacity, all.Length);
        Assert.Equal((byte)'a', all[^1]);
        Assert.True(_buffer.TryAppend(megabyte, out _));
    }

    [Fact]
    public void It_says_once_that_the_writer_had_better_come()
    {
        byte[] plenty = new byte[RowBuffer.Plenty - 1];
        _buffer.TryAppend(plenty, out bool isPlenty);
        Assert.False(isPlenty);

        _buffer.TryAppend("x"u8, out isPlenty);
        Assert.True(isPlenty);
        _buffer.TryAppend("x"u8, out isPlenty);
        Assert.False(isPlenty);

        _ = _buffer.TakeAll();
        _buffer.TryAppend(plenty, out isPlenty);
        Assert.False(isPlenty);
    }

    [Fact]
    public void Appending_and_taking_allocate_nothing()
    {
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                _buffer.TryAppend("row\n"u8, out _);
                _ = _buffer.TakeAll();
            }
        }));
    }

    [Fact]
    public void Between_two_threads_no_row_is_lost_or_torn_or_out_of_order()
    {
        const int Rows = 500_000;
        Thread producer = new(() =>
        {
            Span<byte> row = stackalloc byte[64];
            for (int i = 0; i < Rows; i++)
            {
                int length = Row(i, row);
                while (!_buffer.TryAppend(row[..length], out _))
                    Thread.Yield();
            }
        });
        producer.Start();

        int next = 0;
        Span<byte> expected = stackalloc byte[64];
        while (next < Rows)
        {
            bool isOver = !producer.IsAlive;
            ReadOnlySpan<byte> rest = _buffer.TakeAll();
            Assert.False(isOver && rest.IsEmpty, $"rows from {next} on are lost");
            while (!rest.IsEmpty)
            {
                int length = Row(next, expected);
                Assert.True(rest.StartsWith(expected[..length]), $"row {next} is not what went in");
                rest = rest[length..];
                next++;
            }
        }

        producer.Join();
        Assert.True(_buffer.TakeAll().IsEmpty);
    }

    /// <summary>Rows of different lengths, each of which names itself at both ends.</summary>
    private static int Row(int number, Span<byte> row)
    {
        bool fits = number.TryFormat(row, out int digits, "D8", CultureInfo.InvariantCulture);
        Assert.True(fits);
        int filling = number % 40;
        row.Slice(digits, filling).Fill((byte)'.');
        row[..digits].CopyTo(row[(digits + filling)..]);
        row[digits + filling + digits] = (byte)'\n';
        return digits + filling + digits + 1;
    }
}
