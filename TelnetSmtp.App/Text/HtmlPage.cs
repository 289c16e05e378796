// The frame of every page that this program writes: self-contained, no scripts, nothing from outside, light and dark, the same colours for the same meanings.
// Refuses to know what is on a page.
using System.Text;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.App.Text;

/// <summary>A page's beginning and end.</summary>
internal static class HtmlPage
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--faint:#667;--rule:#d8dde3;--ok:#17692e;--wait:#8a5a00;--bad:#b3241f;--band:#f4f6f8}
        @media(prefers-color-scheme:dark){:root{--ink:#e3e7ec;--paper:#14171b;--faint:#98a2ae;--rule:#30363d;--ok:#6bcf86;--wait:#e0b04d;--bad:#ff8a80;--band:#1c2127}}
        body{margin:1.5rem auto;max-width:80rem;padding:0 1rem;background:var(--paper);color:var(--ink);font:15px/1.45 system-ui,sans-serif}
        """;

    public const string End = "</body></html>\n";

    /// <summary>Everything up to the first line of content.</summary>
    /// <param name="title">Title and heading, as plain text.</param>
    /// <param name="style">The page's own rules, after the common ones.</param>
    /// <param name="language">The page's language.</param>
    public static string Begin(string title, string style, Language language) => $"""
        <!DOCTYPE html>
        <html lang="{(language == Language.German ? "de" : "en")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>{Encode(title)}</title><style>{Style}
        {style}</style></head><body><h1>{Encode(title)}</h1>

        """;

    /// <summary>Plain text as it stands in a page: what means something there is encoded, all else is left as it is, for the page is UTF-8.</summary>
    public static string Encode(string text) => new StringBuilder(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").Replace("'", "&#39;").ToString();
}
