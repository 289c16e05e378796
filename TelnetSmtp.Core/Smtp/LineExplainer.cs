// Explains lines that are no replies: commands, message data, answers to a 334, notes. What a command is for, not whether it is right (see CommandAdvice).
// RFC 5321 4.1.1.
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Smtp;

/// <summary>Explains what the client says, in one language.</summary>
internal sealed class LineExplainer(Catalogue catalogue, Phrases phrases, Language language)
{
    public string Annotate(in DialogueLine line)
    {
        if (line.Speaker == Speaker.Credential)
            return phrases[Phrase.Credential];
        return catalogue.Command(line.Verb) is { } command
            ? $"{command.Command}: {command.Meaning.In(language)}"
            : phrases[Phrase.UnknownCommand];
    }

    public Explanation Explain(in DialogueLine line) => line.Speaker switch
    {
        Speaker.Credential => Plain(phrases[Phrase.Credential], phrases[Phrase.CredentialText], "RFC 4954 §4"),
        Speaker.Content => Plain(phrases[Phrase.MessageData], phrases[Phrase.MessageDataText], "RFC 5321 §4.1.1.4"),
        Speaker.Note => Plain(phrases[Phrase.Note], phrases[Phrase.NoteText], "RFC 5321 §3.1"),
        _ => catalogue.Command(line.Verb) is { } command
            ? Explain(command)
            : Plain(phrases[Phrase.UnknownCommand], phrases[Phrase.UnknownCommandText], "RFC 5321 §4.2.4"),
    };

    private Explanation Explain(CommandEntry command)
    {
        var remedies = new List<string> { phrases.Fill(Phrase.Syntax, command.Syntax), phrases.Fill(Phrase.Example, command.Example) };
        if (command.Keyword is not null)
            remedies.Add(phrases.Fill(Phrase.NeedsKeyword, command.Keyword));
        return new(null, null, ReplyClass.Unknown, $"{command.Command}: {command.Meaning.In(language)}", command.Explanation.In(language), [], null, null, [],
            remedies, command.Source.Split("; "), []);
    }

    private static Explanation Plain(string meaning, string text, string source) =>
        new(null, null, ReplyClass.Unknown, meaning, text, [], null, null, [], [], [source], []);
}
