using MemoryTracker.Procfs;

namespace MemoryTracker.Tests.Procfs;

public class ProcMountTests
{
    [Theory]
    [InlineData("proc /proc proc rw,relatime 0 0", "off", null)]
    [InlineData("proc /proc proc rw,hidepid=0 0 0", "off", null)]
    [InlineData("proc /proc proc rw,relatime,gid=27,hidepid=2 0 0", "invisible", "27")]
    [InlineData("proc /proc proc rw,hidepid=1 0 0", "noaccess", null)]
    [InlineData("proc /proc proc rw,hidepid=4 0 0", "ptraceable", null)]
    [InlineData("proc /proc proc rw,hidepid=invisible 0 0", "invisible", null)]
    [InlineData("proc /proc proc rw,hidepid=somehow 0 0", "somehow", null)]
    public void The_options_tell_who_is_hidden(string line, string hidePid, string? group)
    {
        ProcMount? mount = ProcMount.Parse($"tmpfs / tmpfs rw 0 0\n{line}\nsysfs /sys sysfs rw,hidepid=9 0 0\n", "/proc");

        Assert.Equal(new ProcMount(hidePid, group), mount);
        Assert.Equal(hidePid != "off", mount!.Value.Hides);
    }

    [Fact]
    public void Of_two_mounts_on_one_folder_the_later_counts() =>
        Assert.Equal("invisible", ProcMount.Parse("proc /proc proc rw 0 0\nproc /proc proc rw,hidepid=invisible 0 0\n", "/proc")?.HidePid);

    [Theory]
    [InlineData("")]
    [InlineData("proc")]
    [InlineData("proc /proc proc")]
    [InlineData("proc /elsewhere proc rw 0 0")]
    [InlineData("proc /proc proc rw 0 0\ntmpfs /proc tmpfs rw 0 0")]
    public void What_is_no_proc_there_is_unknown(string mounts) => Assert.Null(ProcMount.Parse(mounts, "/proc"));
}
