using MemoryTracker.Linux;

namespace MemoryTracker.Tests.Linux;

public class NetlinkMessagesTests
{
    [Fact]
    public void All_parts_of_a_datagram_are_found()
    {
        byte[] datagram = [.. Message(20, 3, [1, 2, 3, 4]), .. Message(17, 2, [9]), 0, 0, 0, .. Message(16, 5, [])];

        Assert.Equal([(3, 4), (2, 1), (5, 0)], Read(datagram));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(15u)]
    [InlineData(21u)]
    [InlineData(uint.MaxValue)]
    [InlineData(0x80000000u)]
    public void A_wrong_length_ends_them(uint length) =>
        Assert.Equal([(3, 0)], Read([.. Message(16, 3, []), .. Message(length, 4, [1, 2, 3, 4])]));

    [Fact]
    public void What_is_cut_off_is_none()
    {
        byte[] message = Message(20, 3, [1, 2, 3, 4]);
        for (int length = 0; length < message.Length; length++)
            Assert.Empty(Read(message[..length]));
    }

    [Fact]
    public void Attributes_are_found_by_type_whatever_stands_in_the_flags()
    {
        byte[] attributes = [5, 0, 1, 0, 7, 0, 0, 0, 6, 0, 2, 0x80, 8, 9];

        Assert.Equal([7], NetlinkAttributes.Find(attributes, 1).ToArray());
        Assert.Equal([8, 9], NetlinkAttributes.Find(attributes, 2).ToArray());
        Assert.True(NetlinkAttributes.Find(attributes, 3).IsEmpty);
    }

    [Theory]
    [InlineData(new byte[] { 3, 0, 1, 0 })]
    [InlineData(new byte[] { 0, 0, 1, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 9, 0, 1, 0, 1, 2, 3, 4 })]
    [InlineData(new byte[] { 255, 255, 1, 0, 1, 2, 3, 4 })]
    [InlineData(new byte[] { 8, 0, 1 })]
    public void An_attribute_of_a_wrong_length_is_none(byte[] attributes) => Assert.True(NetlinkAttributes.Find(attributes, 1).IsEmpty);

    [Fact]
    public void The_kernel_s_answer_is_received_and_one_that_is_too_long_says_nothing()
    {
        using NetlinkSocket socket = new(NetlinkSocket.Generic, 0);
        byte[] request = new byte[NetlinkMessages.HeaderSize];
        NetlinkMessages.WriteHeader(request, NetlinkMessages.Error, isAnswered: true);

        Assert.Equal(NetlinkReceipt.Nothing, socket.Receive(new byte[4096], out _));
        Assert.True(socket.TrySend(request, out _));
        Assert.Equal(NetlinkReceipt.Datagram, socket.Receive(new byte[4096], out ReadOnlySpan<byte> answer));
        Assert.Equal([(NetlinkMessages.Error, 20)], Read(answer.ToArray()));
        Assert.True(socket.TrySend(request, out _));
        Assert.Equal(NetlinkReceipt.Datagram, socket.Receive(new byte[8], out answer));
        Assert.True(answer.IsEmpty);
    }

    private static (int Type, int Length)[] Read(byte[] datagram)
    {
        List<(int Type, int Length)> found = [];
        NetlinkMessages messages = new(datagram);
        while (messages.MoveNext())
            found.Add((messages.Type, messages.Payload.Length));
        return [.. found];
    }

    private static byte[] Message(uint length, ushort type, byte[] payload) =>
        [.. BitConverter.GetBytes(length), .. BitConverter.GetBytes(type), .. new byte[10], .. payload];
}
