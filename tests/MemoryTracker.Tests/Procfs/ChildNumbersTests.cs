using System.Text;
using MemoryTracker.Procfs;

namespace MemoryTracker.Tests.Procfs;

public class ChildNumbersTests
{
    [Theory]
    [InlineData("", new int[0])]
    [InlineData("12 ", new[] { 12 })]
    [InlineData("12 2147483647 7 ", new[] { 12, int.MaxValue, 7 })]
    [InlineData("12 34", new[] { 12 })]
    [InlineData("  12  34 ", new[] { 12, 34 })]
    [InlineData("0 -5 2147483648 99999999999999999999 x 7x 8 ", new[] { 8 })]
    [InlineData("1\n2 3 ", new[] { 3 })]
    public void Every_number_with_a_space_behind_it_is_one(string text, int[] expected)
    {
        List<int> numbers = [];
        ChildNumbers list = new(Encoding.UTF8.GetBytes(text));
        while (list.MoveNext())
            numbers.Add(list.Current);

        Assert.Equal(expected, numbers);
    }
}
