using System.Security.Cryptography;
using MemoryTracker.Reports.Page;

namespace MemoryTracker.Tests.Reports;

public sealed class Sha256Tests
{
    [Fact]
    public void It_is_the_frameworks_own_whatever_the_length()
    {
        // Two blocks and more, through every place of a block at which a text can end.
        byte[] text = new byte[200];
        new Random(1).NextBytes(text);
        for (int length = 0; length <= text.Length; length++)
            Assert.Equal(SHA256.HashData(text.AsSpan(0, length)), Sha256.Of(text.AsSpan(0, length)));
    }

    [Fact]
    public void It_is_the_standards_of_its_example() => Assert.Equal(
        "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", Convert.ToHexString(Sha256.Of("abc"u8)));
}
