using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MemoryTracker.Cli;

/// <summary>What stands behind an option, and what is said of it when it should have been something else.</summary>
internal static class ArgumentText
{
    extension(ArgumentResult argument)
    {
        /// <summary>As it was written; empty when it was left out.</summary>
        public string Text => argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";

        /// <summary>Says what the value should have been.</summary>
        public T? Refuse<T>(string expected)
        {
            argument.AddError($"{((OptionResult)argument.Parent!).Option.Name}: '{argument.Text}' is not {expected}");
            return default;
        }
    }

    extension(ParseResult parsed)
    {
        /// <summary>How many words stand after <c>--</c>: they are arguments, whatever they look like.</summary>
        public int WordsBehindDashes => parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Count(token => token.Type == TokenType.Argument);
    }

    public static bool TryParseWhole(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
