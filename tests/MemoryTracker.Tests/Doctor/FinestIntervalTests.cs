using MemoryTracker.Doctor;

namespace MemoryTracker.Tests.Doctor;

public class FinestIntervalTests
{
    [Theory]
    [InlineData(0, 0, 50)]
    [InlineData(20, 4, 50)]
    [InlineData(25, 5, 50)]
    [InlineData(26, 5, 100)]
    [InlineData(25, 6, 100)]
    [InlineData(274, 36, 1_000)]
    [InlineData(51, 1, 200)]
    [InlineData(1, 33, 500)]
    [InlineData(500, 1, 1_000)]
    [InlineData(501, 1, 2_000)]
    [InlineData(2_501, 1, 10_000)]
    [InlineData(5_000, 1, 10_000)]
    public void It_leaves_room_for_lateness_and_cost(double lateness, double cost, double finest) => Assert.Equal(
        TimeSpan.FromMicroseconds(finest), FinestInterval.Of(TimeSpan.FromMicroseconds(lateness), TimeSpan.FromMicroseconds(cost)));
}
