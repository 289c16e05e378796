// What the connections of one practice server share: messages, counts, greylist, rates, chance. In memory and bounded; every number drawn comes from
// the seed, so that a test sees the same run again. Safe for many threads. Refuses to know replies.
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Practice;

/// <summary>The shared memory of a practice server.</summary>
/// <param name="startedAt">When the server started; rules with <c>seconds</c> count from here.</param>
/// <param name="seed">Seeds ids, nonces and probabilities. It is no secret: nothing here guards anything.</param>
public sealed class PracticeStore(DateTimeOffset startedAt, int seed)
{
    /// <summary>Messages kept: an afternoon of practice and a load test of 500 with room; the oldest go first.</summary>
    public const int MostMessages = 10_000;

    /// <summary>Octets kept: seven messages of the largest default size, and under the 300 MB that the whole server may use.</summary>
    public const long MostOctets = 192L << 20;

    /// <summary>Greylist and rate entries kept; more clients than these do not practise on one machine.</summary>
    public const int MostTracks = 10_000;

    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly Queue<PracticeMessage> _messages = new();
    private readonly Dictionary<SmtpVerb, int> _commands = [];
    private readonly Dictionary<string, DateTimeOffset> _greylist = [];
    private readonly Dictionary<string, Queue<DateTimeOffset>> _rates = [];
    private long _octets, _total;
    private int _connections, _open;

    public DateTimeOffset StartedAt => startedAt;

    /// <summary>The messages kept, oldest first.</summary>
    public IReadOnlyList<PracticeMessage> Messages
    {
        get
        {
            lock (_gate)
                return [.. _messages];
        }
    }

    /// <summary>Messages taken since the start, kept or not, reports included.</summary>
    public long TotalMessages => Interlocked.Read(ref _total);

    /// <summary>Connections now.</summary>
    public int OpenConnections => Volatile.Read(ref _open);

    /// <summary>Connections since the start.</summary>
    public int TotalConnections => Volatile.Read(ref _connections);

    /// <summary>Keeps a message; the oldest make room.</summary>
    public void Add(PracticeMessage message)
    {
        lock (_gate)
        {
            _messages.Enqueue(message);
            _octets += message.Content.Length;
            _total++;
            while (_messages.Count > MostMessages || (_octets > MostOctets && _messages.Count > 1))
                _octets -= _messages.Dequeue().Content.Length;
        }
    }

    /// <summary>Forgets messages and greylist (a lesson begins anew).</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _messages.Clear();
            _octets = 0;
            _greylist.Clear();
            _rates.Clear();
        }
    }

    /// <summary>Octets that lie in the mailbox <paramref name="address"/>.</summary>
    public long OctetsIn(string address)
    {
        lock (_gate)
            return _messages.Where(m => m.Recipients.Any(r => r.Mailbox?.Address.Equals(address, StringComparison.OrdinalIgnoreCase) == true)).Sum(m => (long)m.Content.Length);
    }

    /// <summary>A connection begins; its number, from 1.</summary>
    internal int Enter()
    {
        Interlocked.Increment(ref _open);
        return Interlocked.Increment(ref _connections);
    }

    internal void Leave() => Interlocked.Decrement(ref _open);

    /// <summary>Counts a command; how many of this verb there were.</summary>
    internal int Count(SmtpVerb verb)
    {
        lock (_gate)
            return _commands[verb] = _commands.GetValueOrDefault(verb) + 1;
    }

    /// <summary>A number from 0 up to 1.</summary>
    internal double Chance()
    {
        lock (_gate)
            return _random.NextDouble();
    }

    internal byte[] Octets(int count)
    {
        var octets = new byte[count];
        lock (_gate)
            _random.NextBytes(octets);
        return octets;
    }

    /// <summary>A queue id as Postfix writes it: ten hexadecimal digits.</summary>
    internal string NewId() => Convert.ToHexString(Octets(5));

    internal Guid NewGuid()
    {
        var octets = Octets(16);
        // RFC 9562 5.4: version 4, variant 10.
        octets[7] = (byte)((octets[7] & 0x0F) | 0x40);
        octets[8] = (byte)((octets[8] & 0x3F) | 0x80);
        return new Guid(octets);
    }

    /// <summary>A number as Exchange's InternalId: 13 digits.</summary>
    internal long NewNumber()
    {
        lock (_gate)
            return _random.NextInt64(1_000_000_000_000, 9_999_999_999_999);
    }

    /// <summary>Greylisting of one try: null lets it in; else how long to wait. The wait counts from the first try and does not begin anew.</summary>
    internal TimeSpan? GreylistWait(string track, DateTimeOffset at, TimeSpan delay)
    {
        lock (_gate)
        {
            if (!_greylist.TryGetValue(track, out var first))
            {
                if (_greylist.Count >= MostTracks)
                    _greylist.Clear();
                _greylist[track] = first = at;
            }
            else if (at - first >= delay)
                return null;
            return first + delay - at;
        }
    }

    /// <summary>How long <paramref name="client"/> must wait for its next message; null: not at all.</summary>
    internal TimeSpan? RateWait(string client, DateTimeOffset at, ScenarioRate rate)
    {
        lock (_gate)
        {
            if (!_rates.TryGetValue(client, out var times))
                return null;
            while (times.TryPeek(out var oldest) && at - oldest >= TimeSpan.FromSeconds(rate.Seconds))
                times.Dequeue();
            return times.Count >= rate.Messages ? times.Peek() + TimeSpan.FromSeconds(rate.Seconds) - at : null;
        }
    }

    /// <summary>Counts a message of <paramref name="client"/> for its rate.</summary>
    internal void CountRate(string client, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_rates.Count >= MostTracks)
                _rates.Clear();
            if (!_rates.TryGetValue(client, out var times))
                _rates[client] = times = new();
            times.Enqueue(at);
        }
    }
}
