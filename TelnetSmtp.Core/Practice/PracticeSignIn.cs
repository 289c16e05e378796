// AUTH (RFC 4954): PLAIN (4616), LOGIN (the draft that clients speak), CRAM-MD5 (2195), SCRAM-SHA-256 (5802, 7677). Checks against the scenario's users.
// Refuses mechanisms that are only offered for show (NTLM): 504.
using System.Globalization;
using System.Text;

namespace TelnetSmtp.Core.Practice;

internal sealed class PracticeSignIn(PracticeSession session)
{
    private PracticeMechanism? _mechanism;

    /// <summary>The AUTH command: 334 with a challenge, 235, or why not.</summary>
    public PracticeReply Begin(string argument)
    {
        var words = argument.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (session.User is not null)
            return session.Say(Phrase.AuthTwice);
        if (!session.Offers("AUTH"))
            return session.Say(session.Extended && session.Scenario.Auth.Tls is { Count: > 0 } && !session.Tls ? Phrase.AuthEncryption : Phrase.AuthNotOffered);
        if (words.Length is 0 or > 2)
            return session.Say(words.Length == 0 ? Phrase.MissingArgument : Phrase.BadParameter, ("verb", "AUTH"), ("parameter", argument));
        _mechanism = session.Mechanisms.Contains(words[0], StringComparer.OrdinalIgnoreCase)
            ? PracticeMechanism.Named(words[0], session.Scenario, session.Store, session.Now) : null;
        if (_mechanism is null)
            return session.Say(Phrase.AuthMechanism, ("mechanism", words[0]));
        return words.Length == 1 ? Answer(_mechanism.Step(null)) : words[1] == "=" ? Answer(_mechanism.Step([])) : Continue(words[1]);
    }

    /// <summary>A line after 334.</summary>
    public PracticeReply Continue(string line)
    {
        if (line == "*")
            return session.Say(Phrase.AuthCancelled);
        var response = new byte[(line.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(line, response, out var length) && !line.AsSpan().ContainsAny(' ', '\t')
            ? Answer(_mechanism!.Step(response[..length])) : session.Say(Phrase.AuthBadBase64);
    }

    private PracticeReply Answer(MechanismStep step)
    {
        if (step.Challenge is { } challenge)
            return new(334, [string.Create(CultureInfo.InvariantCulture, $"334 {Convert.ToBase64String(challenge)}")]);
        session.User = step.User;
        return session.Say(step.User is null ? Phrase.AuthFailed : Phrase.AuthOk);
    }
}

/// <summary>What a mechanism says to a response: a challenge, or who signed in, or (both null) a refusal.</summary>
internal readonly record struct MechanismStep(byte[]? Challenge, string? User)
{
    public static MechanismStep Refused => default;
}

/// <summary>One exchange of one mechanism.</summary>
internal abstract class PracticeMechanism(Scenario scenario)
{
    /// <summary>Takes a response (null: none yet, the mechanism begins).</summary>
    public abstract MechanismStep Step(byte[]? response);

    /// <summary>The mechanism called <paramref name="name"/>; null where it is not played.</summary>
    public static PracticeMechanism? Named(string name, Scenario scenario, PracticeStore store, DateTimeOffset at) => name.ToUpperInvariant() switch
    {
        "PLAIN" => new PlainMechanism(scenario),
        "LOGIN" => new LoginMechanism(scenario),
        "CRAM-MD5" => new CramMd5Mechanism(scenario, store, at),
        "SCRAM-SHA-256" => new ScramSha256Mechanism(scenario, store),
        _ => null,
    };

    protected PracticeUser? Find(string name) => scenario.Users.FirstOrDefault(user => user.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    protected string Host => scenario.Host;

    protected MechanismStep Check(string name, string password) =>
        Find(name) is { } user && user.Password == password ? new(null, user.Name) : MechanismStep.Refused;

    protected static string Text(byte[] octets) => Encoding.UTF8.GetString(octets);
}
