// What a learner knows: for each card the Leitner box in which it lies and when it is due again. A right answer in its time moves a card one box on, a miss
// moves it back to the first, so that what is missed comes back within minutes and what is known fades to once in three months. Pure: time is given.
using System.Text.Json;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Learning;

/// <summary>A card in the learner's memory.</summary>
/// <param name="Box">1 to <see cref="QuizProgress.LastBox"/>.</param>
/// <param name="Due">When it is to be asked again.</param>
/// <param name="First">When it was first answered.</param>
/// <param name="Right">How often it was answered rightly.</param>
/// <param name="Missed">How often it was not.</param>
public sealed record QuizMemory(int Box, DateTimeOffset Due, DateTimeOffset First, int Right, int Missed);

/// <summary>One learner's progress.</summary>
public sealed class QuizProgress
{
    /// <summary>The version of the file that this reads and writes.</summary>
    public const int Version = 1;

    /// <summary>Cards kept: some times the size of the deck, so that cards of other versions survive, and yet a file that is read in an instant.</summary>
    public const int CardLimit = 4096;

    // Days are some hours short, so that a card is due again on the next day although one sits down a little earlier.
    private static readonly TimeSpan[] Intervals =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(20), TimeSpan.FromHours(68), TimeSpan.FromHours(164), TimeSpan.FromDays(16),
        TimeSpan.FromDays(35), TimeSpan.FromDays(90),
    ];

    private readonly Dictionary<string, QuizMemory> _cards = new(StringComparer.Ordinal);

    /// <summary>The box of what is known for good.</summary>
    public static int LastBox => Intervals.Length;

    /// <summary>From this box on a card counts as known: it was right on at least two different days.</summary>
    public const int KnownFrom = 4;

    /// <summary>The box of a card that was right at the first time: it is known already, or was guessed; tomorrow will tell.</summary>
    private const int AtOnce = 3;

    /// <summary>All that was ever answered.</summary>
    public IReadOnlyDictionary<string, QuizMemory> Cards => _cards;

    /// <summary>The memory of a card; null where it is new.</summary>
    public QuizMemory? this[string card] => _cards.GetValueOrDefault(card);

    /// <summary>How long a card rests in a box.</summary>
    /// <param name="box">1 to <see cref="LastBox"/>.</param>
    public static TimeSpan Rest(int box) => Intervals[box - 1];

    /// <summary>Notes an answer. Right before its time it proves nothing and moves nothing.</summary>
    public void Note(string card, bool right, DateTimeOffset now)
    {
        var memory = this[card];
        if (memory is null && _cards.Count >= CardLimit)
            return;
        var box = (memory, right) switch
        {
            (_, false) => 1,
            (null, true) => AtOnce,
            ({ } known, true) => Math.Min(known.Box + 1, LastBox),
        };
        _cards[card] = memory is null ? new(box, now + Rest(box), now, right ? 1 : 0, right ? 0 : 1)
            : !right ? memory with { Box = box, Due = now + Rest(box), Missed = memory.Missed + 1 }
            : now < memory.Due ? memory with { Right = memory.Right + 1 }
            : memory with { Box = box, Due = now + Rest(box), Right = memory.Right + 1 };
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="utf8">The file.</param>
    /// <param name="wrong">Why it cannot be used: it is damaged, or of a later version.</param>
    /// <returns>Null where it cannot be used.</returns>
    public static QuizProgress? Read(ReadOnlySpan<byte> utf8, out LocalizedText? wrong)
    {
        QuizProgressFile? file = null;
        wrong = Damaged;
        try
        {
            file = JsonSerializer.Deserialize(utf8, QuizJson.Default.QuizProgressFile);
        }
        catch (JsonException)
        {
            return null; // said by the caller, with the file's name
        }
        if (file is null || Array.Exists(file.Cards, c => c.Id.Length == 0 || c.Box < 1 || c.Box > LastBox || c.Right < 0 || c.Missed < 0))
            return null;
        wrong = file.Version > Version ? Later : null;
        if (wrong is not null)
            return null;
        var progress = new QuizProgress();
        foreach (var card in file.Cards.Take(CardLimit))
            progress._cards[card.Id] = new(card.Box, card.Due, card.First, card.Right, card.Missed);
        return progress;
    }

    /// <summary>The progress as a file, UTF-8 JSON, cards by name.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(
        new QuizProgressFile(Version, [.. _cards.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new QuizProgressCard(c.Key, c.Value.Box, c.Value.Due, c.Value.First, c.Value.Right, c.Value.Missed))]),
        QuizJson.Default.QuizProgressFile);

    private static LocalizedText Damaged { get; } = new("it is damaged", "sie ist beschädigt");

    private static LocalizedText Later { get; } = new("a later version of this program wrote it", "eine spätere Version dieses Programms hat sie geschrieben");
}

/// <summary>The file.</summary>
internal sealed record QuizProgressFile(int Version, QuizProgressCard[] Cards);

/// <summary>A card in the file.</summary>
internal sealed record QuizProgressCard(string Id, int Box, DateTimeOffset Due, DateTimeOffset First, int Right, int Missed);
