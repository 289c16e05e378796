// Holds the rules of the sources themselves: size, the first line, names, nothing left undone, no test that sleeps.
using System.Text.RegularExpressions;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Rules;

public sealed partial class SourceTests
{
    private const int LineCap = 400;

    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        AssertNone(Sources.CSharp.Where(file => file.Lines.Length > LineCap).Select(file => $"{file.Name}: {file.Lines.Length} lines; a noun is missing"));

    [Fact]
    public void The_first_line_says_what_the_file_does() =>
        AssertNone(Sources.CSharp.Where(file => !FirstLine().IsMatch(file.Lines[0])).Select(file => $"{file.Name}: begins with \"{file.Lines[0]}\""));

    [Fact]
    public void Names_are_nouns_that_were_found() =>
        AssertNone(Sources.CSharp.SelectMany(file => Unfound().Matches(file.Text).Select(match => $"{file.Name}: {match.Value.Trim()}")));

    [Fact]
    public void Nothing_is_left_to_do() =>
        AssertNone(from file in Sources.CSharp
                   from line in file.Lines.Index()
                   where Undone().IsMatch(line.Item)
                   select $"{file.Name}:{line.Index + 1}: {line.Item.Trim()}");

    [Fact]
    public void Tests_do_not_sleep() =>
        AssertNone(from file in Sources.CSharp
                   where file.Name.StartsWith("TelnetSmtp.Tests/", StringComparison.Ordinal) && file.Name != "TelnetSmtp.Tests/Support/Deadline.cs"
                   from line in file.Lines.Index()
                   where Sleep().IsMatch(line.Item)
                   select $"{file.Name}:{line.Index + 1}: {line.Item.Trim()}; wait for something with Deadline");

    [Fact]
    public void What_needs_libicu_is_asked_of_Core_Languages() =>
        AssertNone(from file in Sources.CSharp
                   where (file.Name.StartsWith("TelnetSmtp.Core/", StringComparison.Ordinal) || file.Name.StartsWith("TelnetSmtp.App/", StringComparison.Ordinal))
                       && !file.Name.StartsWith("TelnetSmtp.Core/Languages/", StringComparison.Ordinal)
                   from line in file.Lines.Index()
                   where NeedsIcu().IsMatch(line.Item)
                   select $"{file.Name}:{line.Index + 1}: {line.Item.Trim()}; the program runs without libicu and would get another answer");

    [Fact]
    public void Sources_name_no_place_of_one_machine() =>
        AssertNone(from file in Sources.CSharp
                   from line in file.Lines.Index()
                   where Place().IsMatch(line.Item)
                   select $"{file.Name}:{line.Index + 1}: {line.Item.Trim()}");

    [Fact]
    public void The_ci_installs_every_peer_that_a_test_requires()
    {
        var installed = Needs().Matches(File.ReadAllText(Repository.PathOf(".ci/run"))).SelectMany(match => match.Groups[1].Value.Split(' ')).Append("exim4-daemon-light").ToHashSet();
        var required = Sources.CSharp.SelectMany(file => Requirement().Matches(file.Text)).Select(match => match.Groups[1].Value).ToArray();
        Assert.Contains("postfix", required);
        AssertNone(required.Where(package => !installed.Contains(package)).Distinct().Select(package => $"{package} is required by a test and not installed by .ci/run"));
    }

    [Fact]
    public void The_rules_see_the_sources()
    {
        // A rule over no files would hold for any sources.
        Assert.Contains(Sources.CSharp, file => file.Name == "TelnetSmtp.Tests/Rules/SourceTests.cs");
        Assert.Contains(Sources.CSharp, file => file.Name.StartsWith("TelnetSmtp.Core/", StringComparison.Ordinal));
        Assert.Matches(Sleep(), "Thread." + "Sleep(1)");
        Assert.Matches(NeedsIcu(), "text.Normalize()");
        Assert.Matches(Undone(), "// TO" + "DO");
        Assert.Matches(Unfound(), "class Session" + "Manager");
    }

    [GeneratedRegex(@"^// \S.{20,}")]
    private static partial Regex FirstLine();

    [GeneratedRegex(@"^(?:command .*\|\| )?need \S+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Needs();

    [GeneratedRegex(@"Peer[.]Require\(""[^""]+"", ""([^""]+)""\)")]
    private static partial Regex Requirement();

    [GeneratedRegex(@"\b(class|struct|record|interface|enum)\s+\w*(Manager|Helper|Helpers|Util|Utils|Utility|Common)\b")]
    private static partial Regex Unfound();

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HA[C]K|XX[X])\b|NotImplemented[E]xception")]
    private static partial Regex Undone();

    [GeneratedRegex(@"Thread[.]Sleep|Task[.]Delay|SpinWait[.]SpinUntil")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\bIdnMapping\b|[.](Is|Try)?Normalized?\(|GetCultureInfo\(|CurrentCulture(IgnoreCase)?\b|InvariantCultureIgnoreCase|RegionInfo|TextInfo\b")]
    private static partial Regex NeedsIcu();

    [GeneratedRegex(@"/(home|Users)/[a-z]+/|/work[/]")]
    private static partial Regex Place();

    private static void AssertNone(IEnumerable<string> wrong)
    {
        var list = wrong.ToArray();
        Assert.True(list.Length == 0, string.Join('\n', list));
    }
}
