// Holds the house's layers: which room may know which, which rooms are pure, and where the libraries of the screen and of the command line may be known.
// The rules are tables; compiler-made code counts for the room that it was made from.
using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Loader;
using TelnetSmtp.Core.Languages;
using Xunit;
using Assembly = System.Reflection.Assembly;

namespace TelnetSmtp.Tests.Rules;

public sealed class LayerTests
{
    private const string Core = "TelnetSmtp.Core.", App = "TelnetSmtp.App.";

    private static readonly Architecture House = new ArchLoader().LoadAssemblies(typeof(Language).Assembly, Assembly.Load("telnetsmtp")).Build();

    // Room → the rooms that it may know, besides itself and Languages. A room that is not named here may not exist.
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Core.Languages"] = [],
        ["Core.Telnet"] = [],
        ["Core.Terminal"] = [],
        ["Core.Smtp"] = [],
        ["Core.Prompt"] = [],
        ["Core.Dns"] = [],
        ["Core.Practice"] = ["Core.Smtp"],
        ["Core.Learning"] = ["Core.Smtp"],
        ["Core.Session"] = ["Core.Telnet", "Core.Terminal", "Core.Smtp", "Core.Prompt"],
        ["Core.Records"] = ["Core.Session", "Core.Terminal", "Core.Smtp", "Core.Prompt"],
        ["Core.Checks"] = ["Core.Dns", "Core.Smtp"],
        ["Core.Net"] = ["Core.Session", "Core.Telnet", "Core.Terminal", "Core.Smtp", "Core.Prompt", "Core.Records", "Core.Practice", "Core.Learning", "Core.Dns", "Core.Checks"],
        ["App.Text"] = ["Core.*"],
        ["App.Hosting"] = ["Core.*", "App.Text", "App.Tui"],
        ["App.Tui"] = ["Core.*", "App.Text", "App.Hosting"],
        ["App.Cli"] = ["Core.*", "App.Text", "App.Hosting", "App.Tui"],
        ["App"] = ["Core.*", "App.Text", "App.Hosting", "App.Tui", "App.Cli"],
    };

    // Bytes and time go in, findings and bytes come out.
    private static readonly string[] PureRooms = ["Core.Languages", "Core.Telnet", "Core.Terminal", "Core.Smtp", "Core.Session", "Core.Prompt", "Core.Practice", "Core.Learning"];

    // What a pure room may not touch: the beginning of "Namespace.Type" or of "Namespace.Type::Member".
    private static readonly string[] World =
    [
        "System.Net.Sockets.", "System.Net.Security.", "System.Net.Dns", "System.IO.File", "System.IO.Directory", "System.IO.Path", "System.Console", "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch", "System.Environment::GetEnvironmentVariable", "System.Environment::get_TickCount", "System.TimeProvider",
        "System.DateTime::get_UtcNow", "System.DateTime::get_Now", "System.DateTime::get_Today", "System.DateTimeOffset::get_UtcNow", "System.DateTimeOffset::get_Now",
        "System.Threading.Thread::", "System.Threading.Timer", "System.Threading.Tasks.Task::", "System.Threading.Channels.", "Microsoft.Extensions.Logging.",
    ];

    // Library → the rooms that may know it.
    private static readonly Dictionary<string, string[]> Libraries = new()
    {
        ["Terminal.Gui."] = ["App.Tui", "App.Hosting"],
        ["System.CommandLine."] = ["App.Cli"],
        ["DnsClient."] = ["Core.Dns"],
        ["Serilog."] = ["App.Hosting"],
    };

    [Fact]
    public void Arrows_point_down_only()
    {
        var wrong = from arrow in Arrows()
                    let target = RoomOf(arrow.Target.Namespace?.FullName)
                    where target is not null && target != arrow.Room && target != "Core.Languages" && !Allows(MayKnow.GetValueOrDefault(arrow.Room, []), target)
                    select $"{arrow.Room} may not know {target}: {arrow.Origin.FullName} -> {arrow.Target.FullName}";
        AssertNone(wrong);
    }

    [Fact]
    public void Every_room_is_in_the_plan() =>
        AssertNone(Types().Select(type => type.Room).Distinct().Where(room => !MayKnow.ContainsKey(room)).Select(room => $"{room} is not in the plan: a new room is added to MayKnow, with its arrows"));

    [Fact]
    public void Pure_rooms_do_not_touch_the_world()
    {
        var wrong = from arrow in Arrows()
                    where PureRooms.Contains(arrow.Room)
                    let used = Used(arrow.Dependency)
                    where World.Any(forbidden => used.StartsWith(forbidden, StringComparison.Ordinal))
                    select $"{arrow.Room} is pure: {arrow.Origin.FullName} uses {used}";
        AssertNone(wrong);
    }

    [Fact]
    public void Libraries_are_known_in_their_rooms_only()
    {
        var wrong = from arrow in Arrows()
                    from library in Libraries
                    where arrow.Target.FullName.StartsWith(library.Key, StringComparison.Ordinal) && !library.Value.Contains(arrow.Room) && arrow.Room != "App"
                    select $"{arrow.Room} may not know {library.Key} ({string.Join(" and ", library.Value)} may): {arrow.Origin.FullName}";
        AssertNone(wrong);
    }

    [Fact]
    public void The_rules_see_what_they_forbid()
    {
        // A rule over an empty list of arrows would hold for any house.
        Assert.Contains(Arrows(), arrow => RoomOf(arrow.Target.Namespace?.FullName) == "Core.Terminal" && arrow.Room == "Core.Session");
        Assert.Contains(Arrows(), arrow => arrow.Room == "Core.Net" && Used(arrow.Dependency).StartsWith("System.Net.Sockets.", StringComparison.Ordinal));
        Assert.Contains(Arrows(), arrow => arrow.Room == "Core.Net" && Used(arrow.Dependency).StartsWith("System.Threading.Tasks.Task::", StringComparison.Ordinal));
    }

    private static IEnumerable<(IType Type, string Room)> Types() =>
        from type in House.Types
        let room = RoomOf(type.Namespace?.FullName)
        where room is not null
        select (type, room);

    private static IEnumerable<(string Room, IType Origin, IType Target, ITypeDependency Dependency)> Arrows() =>
        from type in Types()
        from dependency in type.Type.Dependencies

            // A type parameter is named after the method that declares it, and generated code declares methods of one name in several rooms.
        where dependency.Target is not GenericParameter
        select (type.Room, type.Type, dependency.Target, dependency);

    // "System.DateTime::get_UtcNow()" for a call, the type's name for any other use.
    private static string Used(ITypeDependency dependency) => dependency switch
    {
        MethodCallDependency call => $"{call.Target.FullName}::{call.TargetMember.Name}",
        _ => dependency.Target.FullName,
    };

    private static bool Allows(string[] allowed, string room) => allowed.Contains(room) || (allowed.Contains("Core.*") && room.StartsWith("Core.", StringComparison.Ordinal));

    private static string? RoomOf(string? name) =>
        name is null ? null
        : name == App.TrimEnd('.') ? "App"
        : name.StartsWith(Core, StringComparison.Ordinal) ? "Core." + name[Core.Length..].Split('.')[0]
        : name.StartsWith(App, StringComparison.Ordinal) ? "App." + name[App.Length..].Split('.')[0]
        : null;

    private static void AssertNone(IEnumerable<string> wrong)
    {
        var list = wrong.Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.True(list.Length == 0, string.Join('\n', list));
    }
}
