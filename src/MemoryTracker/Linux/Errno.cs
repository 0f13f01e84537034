using System.Runtime.InteropServices;

namespace MemoryTracker.Linux;

/// <summary>The error numbers that the program tells apart (include/uapi/asm-generic/errno-base.h).</summary>
internal static class Errno
{
    public const int NotPermitted = 1;
    public const int NoSuchFile = 2;
    public const int NoSuchProcess = 3;
    public const int Interrupted = 4;
    public const int InputOutput = 5;
    public const int NotExecutable = 8;
    public const int BadDescriptor = 9;
    public const int TryAgain = 11;
    public const int NoMemory = 12;
    public const int AccessDenied = 13;
    public const int Exists = 17;
    public const int NotFolder = 20;
    public const int TooManyOpenOnMachine = 23;
    public const int TooManyOpen = 24;
    public const int FileTooLarge = 27;
    public const int BrokenPipe = 32;
    public const int NameTooLong = 36;
    public const int NoBufferSpace = 105;

    /// <summary>The error of the last native call of this thread.</summary>
    public static int Last => Marshal.GetLastPInvokeError();

    /// <summary>What an error number means in words, such as <c>No space left on device</c>.</summary>
    public static string Describe(int errno) => Marshal.GetPInvokeErrorMessage(errno);
}
