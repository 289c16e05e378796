// The layout as tables of sizes.
using System.Drawing;
using CsCheck;
using TelnetSmtp.App.Tui;
using Xunit;

namespace TelnetSmtp.Tests.Tui;

public sealed class PanelLayoutTests
{
    [Theory]
    [InlineData(140, 40, PanelPlace.Beside)]
    [InlineData(100, 30, PanelPlace.Beside)]
    [InlineData(90, 15, PanelPlace.Beside)]
    [InlineData(89, 40, PanelPlace.Below)]
    [InlineData(60, 15, PanelPlace.Below)]
    [InlineData(59, 40, PanelPlace.Alone)]
    [InlineData(140, 14, PanelPlace.Alone)]
    [InlineData(1, 1, PanelPlace.Alone)]
    internal void Place_depends_on_the_size(int width, int height, PanelPlace place) =>
        Assert.Equal(place, PanelLayout.Compute(width, height).Place);

    [Fact]
    public void At_140_by_40_the_terminal_is_80_columns_by_24_rows_or_a_little_more()
    {
        var places = PanelLayout.Compute(140, 40);
        Assert.Equal(new Rectangle(1, 2, 80, 24), places.Terminal);
        Assert.Equal(new Rectangle(82, 2, 57, 24), places.Annotations);
        Assert.Equal(new Rectangle(1, 27, 138, 11), places.Detail);
        Assert.Equal(new Rectangle(0, 39, 140, 1), places.Status);
    }

    [Fact]
    public void Alone_the_terminal_has_all_but_the_status_line()
    {
        var places = PanelLayout.Compute(59, 14);
        Assert.Equal(new Rectangle(0, 0, 59, 13), places.Terminal);
        Assert.Equal(new Rectangle(0, 13, 59, 1), places.Status);
        Assert.True(places.Menu.IsEmpty);
    }

    [Fact]
    public void A_hidden_panel_leaves_menu_terminal_and_status()
    {
        var places = PanelLayout.Compute(140, 40, new PanelWishes(PanelHidden: true));
        Assert.Equal(new Rectangle(0, 1, 140, 38), places.Terminal);
        Assert.True(places.Annotations.IsEmpty);
    }

    [Fact]
    public void Toggling_twice_leaves_the_choice_to_the_house_again()
    {
        foreach (var atFirst in (PanelWishes[])[new(), new(NothingToExplain: true)])
        {
            Assert.NotEqual(atFirst.Hides, atFirst.Toggled.Hides);
            Assert.Equal(atFirst, atFirst.Toggled.Toggled);
        }

        // Hidden by hand beside a mail server, it stays hidden in a terminal session, and one press brings it back.
        var hidden = new PanelWishes().Toggled with { NothingToExplain = true };
        Assert.True(hidden.Hides);
        Assert.False(hidden.Toggled.Hides);
    }

    [Theory]
    [InlineData(1, PanelLayout.LeastPanel)]
    [InlineData(40, 40)]
    [InlineData(1000, 137 - PanelLayout.LeastTerminal)]
    public void A_dragged_width_holds_within_its_bounds(int wished, int given) =>
        Assert.Equal(given, PanelLayout.Compute(140, 40, new PanelWishes(PanelWidth: wished)).Annotations.Width);

    [Theory]
    [InlineData(1, PanelLayout.LeastDetailRows + 1)]
    [InlineData(20, 20)]
    [InlineData(1000, 35 - PanelLayout.LeastTerminalRows)]
    public void A_dragged_height_holds_within_its_bounds(int wished, int given) =>
        Assert.Equal(given, PanelLayout.Compute(140, 40, new PanelWishes(DetailHeight: wished)).Detail.Height);

    [Fact]
    public void Without_annotations_the_details_have_their_rows()
    {
        var with = PanelLayout.Compute(80, 24);
        var without = PanelLayout.Compute(80, 24, new PanelWishes(NoAnnotations: true));
        Assert.Equal(with.Terminal, without.Terminal);
        Assert.Equal(with.Annotations.Height + with.Detail.Height, without.Detail.Height);
    }

    [Fact]
    public void No_two_panes_overlap_and_none_leaves_the_window() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 120], Gen.Int[0, 400], Gen.Int[0, 200]).Sample((width, height, panel, detail) =>
        {
            var p = PanelLayout.Compute(width, height, new PanelWishes(panel, detail));
            Rectangle[] panes = [.. new[] { p.Menu, p.Terminal, p.Annotations, p.Detail, p.Status }.Where(r => r is { Width: > 0, Height: > 0 })];
            var window = new Rectangle(0, 0, width, height);
            Assert.All(panes, r => Assert.True(window.Contains(r), $"{r} in {window}"));
            for (var i = 0; i < panes.Length; i++)
                for (var j = i + 1; j < panes.Length; j++)
                    Assert.False(panes[i].IntersectsWith(panes[j]), $"{panes[i]} and {panes[j]} at {width}x{height}");
            if (p.Place == PanelPlace.Beside) Assert.Equal((p.Terminal.Y, p.Terminal.Height), (p.Annotations.Y, p.Annotations.Height));
        });
}
