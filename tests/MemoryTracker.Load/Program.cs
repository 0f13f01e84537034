using MemoryTracker.Load;
using MemoryTracker.Load.Scenarios;

return args switch
{
    ["steps", var hold, .. var mebibytes] => Steps.Walk(Argument.Milliseconds(hold), Argument.Mebibytes(mebibytes)),
    ["spikes", var count, var mebibytes, var period, var rise] =>
        Spikes.Throw(Argument.Count(count), Argument.Mebibytes(mebibytes), Argument.Milliseconds(period), Argument.Mebibytes(rise)),
    ["busy", var cores, var seconds] => Busy.Burn(Argument.Cores(cores), Argument.Count(seconds)),
    ["sleep"] => Sleep.UntilToldToEnd(),
    ["rename"] => Rename.ToHostileText(),
    ["exec", var program, .. var arguments] => Exec.Into(program, arguments),
    ["leader-exits", var hold, .. var mebibytes] => LeaderExits.Walk(Argument.Milliseconds(hold), Argument.Mebibytes(mebibytes)),
    ["marks", var form, var path, var count, var hold, var mebibytes] =>
        Marking.Mark(form, path, Argument.Count(count), Argument.Milliseconds(hold), Argument.Mebibytes(mebibytes)),
    ["everything", var folder, var hold] => DoEverything(folder, Argument.Milliseconds(hold)),
    ["share", var path, var mebibytes] => Share.Memory(path, Argument.Mebibytes(mebibytes)),
    ["leak", var rate, var seconds] => Leak.For(Argument.Count(rate), Argument.Count(seconds)),
    _ => Usage(),
};

static int DoEverything(string folder, TimeSpan hold)
{
    using Everything everything = new(folder, hold);
    return everything.Do();
}

static int Usage()
{
    Console.Error.WriteLine(
        """
        A process of known memory and CPU. It prints what it does as JSON lines, beginning when a line (or the end) comes on standard input.

          steps HOLD_MS MIB…              holds each amount of memory for HOLD_MS
          spikes COUNT MIB PERIOD_MS RISE COUNT spikes of 5 ms, the first of MIB, each RISE MiB higher than the one before
          busy CORES SECONDS              keeps CORES cores busy, 1.5 for one and a half
          sleep                           does nothing until told to begin
          rename                          takes a name that breaks careless parsers, then does as sleep
          exec PROGRAM ARG…               becomes another program
          marks FORM FILE COUNT HOLD_MS MIB
                                          holds MIB for HOLD_MS COUNT times, with a pause as long before each, and writes into FILE when it did, in a FORM
          everything FOLDER HOLD_MS       does all that there are metrics for, with a file in FOLDER, and holds still for HOLD_MS after each deed
          share FILE MIB                  maps memory that another process has made
          leader-exits HOLD_MS MIB…       as steps, after its first thread has ended
          leak BYTES SECONDS              leaks BYTES a second for SECONDS, at once and without a word
        """);
    return 2;
}
