using System.Globalization;
using MemoryTracker.Targets.Events;

namespace MemoryTracker.Tests.Targets.Events;

public class ConnectorEventTests
{
    // A fork by process 101, an exec, and the exit of a thread with code 256.
    private static readonly byte[] Fork = Message(1, 100, 101, 300, 301);
    private static readonly byte[] Exec = Message(2, 300, 301);
    private static readonly byte[] Exit = Message(0x80000000, 300, 301, 256, 17, 100, 101);

    [Fact]
    public void A_fork_is_read()
    {
        ConnectorEvent told = ConnectorEvent.Parse(Fork)!.Value;

        Assert.Equal(
            (ConnectorEventKind.Fork, 101, 300, 301, 123_456_789_012), (told.Kind, told.Parent, told.Thread, told.Process, told.At));
    }

    [Fact]
    public void An_exec_is_read()
    {
        ConnectorEvent told = ConnectorEvent.Parse(Exec)!.Value;

        Assert.Equal((ConnectorEventKind.Exec, 300, 301), (told.Kind, told.Thread, told.Process));
    }

    [Fact]
    public void An_exit_is_read()
    {
        ConnectorEvent told = ConnectorEvent.Parse(Exit)!.Value;

        Assert.Equal((ConnectorEventKind.Exit, 300, 301, 256), (told.Kind, told.Thread, told.Process, told.Code));
    }

    [Fact]
    public void An_answer_is_read()
    {
        ConnectorEvent told = ConnectorEvent.Parse(Message(0, 1))!.Value;

        Assert.Equal((ConnectorEventKind.Answered, 1, 10u), (told.Kind, told.Code, told.Answers));
    }

    [Theory]
    [InlineData(4u)]
    [InlineData(0x40u)]
    [InlineData(0x200u)]
    [InlineData(0x40000000u)]
    [InlineData(uint.MaxValue)]
    public void What_is_not_used_is_none(uint kind) => Assert.Null(ConnectorEvent.Parse(Message(kind, 1, 2, 3, 4)));

    [Fact]
    public void However_short_it_is_cut_nothing_is_read_beyond_it()
    {
        for (int length = 0; length < Fork.Length; length++)
            Assert.Null(ConnectorEvent.Parse(Fork.AsSpan(0, length)));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(4, 2)]
    [InlineData(16, 0)]
    [InlineData(16, 31)]
    [InlineData(16, 41)]
    [InlineData(16, 0xffff)]
    public void Another_sender_or_a_wrong_length_is_none(int offset, int value)
    {
        byte[] message = [.. Fork];
        _ = BitConverter.TryWriteBytes(message.AsSpan(offset), (ushort)value);

        Assert.True(ConnectorEvent.Parse(message) is null, string.Create(CultureInfo.InvariantCulture, $"{offset}: {value}"));
    }

    internal static byte[] Message(uint kind, params int[] body)
    {
        byte[] message = new byte[60];
        _ = BitConverter.TryWriteBytes(message, 1);
        _ = BitConverter.TryWriteBytes(message.AsSpan(4), 1);
        _ = BitConverter.TryWriteBytes(message.AsSpan(12), 10);
        _ = BitConverter.TryWriteBytes(message.AsSpan(16), (ushort)40);
        _ = BitConverter.TryWriteBytes(message.AsSpan(20), kind);
        _ = BitConverter.TryWriteBytes(message.AsSpan(28), 123_456_789_012L);
        for (int i = 0; i < body.Length; i++)
            _ = BitConverter.TryWriteBytes(message.AsSpan(36 + (4 * i)), body[i]);
        return message;
    }
}
