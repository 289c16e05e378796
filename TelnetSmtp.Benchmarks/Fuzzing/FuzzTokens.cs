// Words of the languages that are fuzzed: afl-fuzz puts them in whole (its dictionaries), smtp-words spells dialogues of them.
using System.Text;

namespace TelnetSmtp.Benchmarks.Fuzzing;

/// <summary>The words.</summary>
internal static class FuzzTokens
{
    public static IReadOnlyList<string> Smtp { get; } =
    [
        "\r\n", "\x01", "\x02", "\x03", "\x04", "\x05", "EHLO ", "HELO ", "LHLO ", "MAIL FROM:<", "RCPT TO:<", "DATA\r\n", "\r\n.\r\n", "BDAT 5\r\n", "BDAT 0 LAST\r\n", "BDAT 9223372036854775807",
        "RSET", "VRFY ", "EXPN ", "HELP", "NOOP", "QUIT", "STARTTLS", "AUTH PLAIN ", "AUTH LOGIN", "AUTH CRAM-MD5", "AUTH SCRAM-SHA-256", "AUTH XOAUTH2", "X-EXPS LOGIN", "XCLIENT ", "XFORWARD ",
        "ETRN ", "ATRN", "TURN", "SEND FROM:<", "BURL ", "*\r\n", "=\r\n", " SIZE=5", " BODY=8BITMIME", " BODY=BINARYMIME", " SMTPUTF8", " RET=FULL", " ENVID=", " NOTIFY=SUCCESS", " ORCPT=rfc822;",
        " AUTH=<>", "@contoso.com>", "postmaster", "220 ", "220-", "250 ", "250-", "354 ", "334 ", "235 ", "221 ", "421 ", "450 4.2.0 ", "500 ", "503 ", "530 5.7.0 ", "535 5.7.8 ", "550 5.1.1 ", "552 ",
        "554 ", "2.1.5 ", "2.0.0 ", "PIPELINING", "SIZE 37748736", "CHUNKING", "8BITMIME", "ENHANCEDSTATUSCODES", "AUTH LOGIN PLAIN", "AUTH=LOGIN", "DSN", "queued as ", "Microsoft ESMTP MAIL Service",
        "ESMTP Postfix", "Exim 4.96", "gsmtp", "VXNlcm5hbWU6", "UGFzc3dvcmQ6", "TlRMTVNTUAAC", "a2F0ZQ==", "Subject: ", "From: ", "..\r\n",
    ];

    public static IReadOnlyList<string> Telnet { get; } =
    [
        "\u00FF\u00FB", "\u00FF\u00FC", "\u00FF\u00FD", "\u00FF\u00FE", "\u00FF\u00FA", "\u00FF\u00F0", "\u00FF\u00FF", "\u00FF\u00F1", "\u00FF\u00F2", "\r\0", "\u00FF\u00FA\x18\x01\u00FF\u00F0",
        "\u00FF\u00FA\x05\x01\u00FF\u00F0", "\u00FF\u00FA\x27\x01\u00FF\u00F0", "\u00FF\u00FA\x20\x01\u00FF\u00F0", "\u00FF\u00FA\x27\x01\0USER\u00FF\u00F0", "\u00FF\u00FD\x1F", "\u00FF\u00FD\x18",
        "\u00FF\u00FD\0", "\u00FF\u00FB\0", "\u00FF\u00FB\x01", "\u00FF\u00FB\x03", "\u00FF\u00FD\x05", "\u00FF\u00FD\x06", "\u00FF\u00FD\x20", "\u00FF\u00FD\x27",
    ];

    public static IReadOnlyList<string> Terminal { get; } =
    [
        "\r\n", "\t", "\b", "\x0E", "\x0F", "\x18", "\u00C3\u00A4", "\u00E4\u00B8\u00AD", "\u00CC\u0081", "\u00E2\u0080\u008D", "\u00F0\u009F\u0098\u0080", "\u00C2\u009B", "\e[", "\e]", "\eP", "\e\\", "\eX",
        "\e7", "\e8", "\eD", "\eE", "\eM", "\eH", "\e6", "\e9", "\ec", "\e=", "\e>", "\eN", "\eO", "\e(0", "\e(B", "\e)K", "\e-A", "\e~", "\en", "\e%G", "\e%@", "\e#8", "\e F", "\e G", "\e<", "\eY!!", "\eA",
        "\eI", "\eK", "\e[!p", "\e[?69h", "\e[3;7s", "\e[2;5r", "\e[?6h", "\e[?7l", "\e[?45h", "\e[?47h", "\e[?1047h", "\e[?1049h", "\e[?1049l", "\e[?2l", "\e[?40;3h", "\e[4h", "\e[20h", "\e[?1000;1006h",
        "\e[3J", "\e[2J", "\e[1\"q", "\e[64;1\"p", "\e[2*x", "\e[?5W", "\e[3g", "\e]52;c;AAAA\a", "\eP$qm\e\\", "\e[6n", "\e[c", "\e[>c", "\e[1;31m", "\e[38;5;1m", "\e[38:2::1:2:3m", "\e[5@", "\e[5L",
        "\e[5M", "\e[5P", "\e[5S", "\e[5T", "\e[5X", "\e[9b", "\e[2;3H", "\e['}", "\e['~", "\e[1;1;5;5$z", "\e[65;1;1;5;5$x", "\e[1;1;5;5;1;2;2;1$v", "\e[1;1;1;1;5;5*y", "\e[?6$p", "65535",
    ];

    public static IReadOnlyList<string> Records { get; } =
    [
        "\r\n", "\n", "220 a\r\n", "EHLO b\r\n", "250-x\n", "AUTH PLAIN eA==\n", "334 \n", "354 go\n", ".\r\n", "S: ", "C: ", "<-  ", " -> ", "<~  ", " ~> ", "<** ", "=== Trying a:25...\n", "--> ", "<-- ", "---\n",
        "SMTP<< ", "SMTP>> ", ">>> ", "<<< ", " Out: ", " In:  ", "send: 'x\\r\\n'\n", "reply: b'250 \\x1b[1m\\r\\n'\n", "reply: retcode (250); Msg: b'x'\n", "connect: ('a', 25)\n", "data: (250, b'x')\n",
        "{\"version\":2,\"width\":80,\"height\":24}\n", "{\"version\":2,\"telnetsmtp\":1}\n", "{\"version\":3,\"term\":{\"cols\":80}}\n", "[1,\"o\",\"220 \\u001b[1m a\\r\\n\"]\n", "[1,\"m\",\"connect a:25\"]\n",
        "[1,\"m\",\"tls TLSv1.3 x\"]\n", "[1,\"m\",\"close\"]\n", "[1,\"i\",\"EHLO b\\r\"]\n", "[1,\"e\",\"echo\"]\n", "[1,\"e\",\"bytes MjIwIGENCg==\"]\n", "[1,\"e\",\"key Up 4 0\"]\n", "[1,\"e\",\"settings crlf\"]\n",
        "[1,\"r\",\"80x24\"]\n", "[0,\"e\",\"clock 2026-11-24T10:00:00.0000000Z\"]\n", "0000: ", "=> Send header, 3 bytes (0x3)\n", "<= Recv header\n", "== Info: ", "< 220 a\n", "> EHLO b\n", "* Connected to a (1.2.3.4) port 25\n",
        "\t5\n", "Node 0: 1.2.3.4:25\n", "Follow: tcp,ascii\n", "#Log-type: SMTP Send Protocol Log\n", "#Fields: date-time,connector-id,session-id\n", "2026-11-24T10:00:00.000Z,c,s,1,1:1,2:25,>,EHLO a,\n",
        "Nov 24 10:00:00 mx postfix/smtpd[1]: < a[1]: ", "Transcript of session follows.\n", "Connected to smtp://a:25/\n", "Script started on 2026-11-24 10:00:00+00:00 [TERM=\"x\"]\n", "Script done on ",
        "=~=~= PuTTY log 2026.11.24 10:00:00 =~=~=\n", "Trying 1.2.3.4...\n", "Connected to a.\n", "Escape character is '^]'.\n", "Connection closed by foreign host.\n", "CONNECTED(00000003)\n", "read R BLOCK\n",
        "050 >>> EHLO a\n", "LOG: MAIN\n", "\e[31m", "\u00FF\u00FE", "=== TLS", "********",
    ];

    public static IReadOnlyList<string> Json { get; } =
    [
        "null", "true", "false", "-1", "0", "1e9", "9223372036854775808", "\"\"", "{}", "[]", "\"name\":", "\"title\":", "\"en\":", "\"de\":", "\"rules\":", "\"on\":", "\"reply\":", "\"code\":", "\"enhanced\":", "\"lines\":",
        "\"text\":", "\"when\":", "\"count\":", "\"steps\":", "\"task\":", "\"hints\":", "\"expect\":", "\"command\":", "\"path\":", "\"parameters\":", "\"choices\":", "\"right\":", "\"say\":", "\"mistakes\":", "\"example\":",
        "\"scenario\":", "\"order\":", "\"about\":", "\"done\":", "\"log\":", "\"limits\":", "\"delays\":", "\"mailboxes\":", "\"domains\":", "\"auth\":", "\"tls\":", "\"banner\":", "\"extensions\":", "\"host\":", "\"voice\":",
        "\"EHLO\"", "\"MAIL\"", "\"RCPT\"", "\"DATA\"", "\"CONNECT\"", "\\u0000", "\\ud800", "\\n", "/*", "*/", "//", "{size}", "{auth}", "{host}",
    ];

    public static IReadOnlyList<string> Dns { get; } =
    [
        "\n", "nameserver ", "search ", "domain ", "options ndots:1", "192.0.2.1", "2001:db8::1", "fe80::1%eth0", "[::1]:53", "fabrikam.com", "mail1.fabrikam.com.", "xn--", "xn--mnchen-3ya.de", "m\u00C3\u00BCnchen.de", "\u00E3\u0080\u0082", "_25._tcp.",
        "set type=mx", "set q=txt", "set all", "set nodebug", "set debug", "set d2", "set port=", "set timeout=", "set retry=", "set domain=", "set srchlist=", "set root=", "set vc", "server ", "lserver ", "root", "exit", "help", "ls -d ",
        "1.2.3.4", "https://", "a@b", "..", "any", "tlsa", "soa", "ptr", "a+aaaa",
    ];

    public static IReadOnlyList<string> Prompt { get; } =
    [
        "\n", "open ", "close", "display", "quit", "send ", "set ", "unset ", "status", "? ", "help", "nslookup ", "mx ", "check ", "explain ", "bdat ", "practice ", "learn ", "quiz", "replay ", "encode ", "decode ", "auth plain ", "auth login kate show",
        "localecho", "crlf", "bsasdel", "delasbs", "escape ", "logfile ", "logging", "mode console", "mode stream", "term vt100", "ntlm", "codeset ", "lineedit", "timing", "lmtp", "masking", "lang de", "lang en", "record ", "source ", "family ipv6",
        "socks 127.0.0.1:1080", "proxy ", "tls verify", "tls cert ", "tls ca ", "tls name ", "tls min ", "send synch", "send test ", "send file ", "x.eml", "send ayt", "25 tls", "587", "[::1]", "550 5.1.1 User unknown", "unix:/run/x", "\"", "?",
    ];

    /// <summary>What smtp-words spells: marks of who speaks, commands, replies, and pieces of either.</summary>
    public static IReadOnlyList<byte[]> Words { get; } =
    [
        .. ((string[])
        [
            "\x01", "\x02", "\x03", "\x04", "\x05", "\x01EHLO contoso.com\r\n", "\x01HELO x\r\n", "\x01LHLO x\r\n", "\x01MAIL FROM:<a@b>\r\n", "\x01MAIL FROM:<a@b> BODY=BINARYMIME SIZE=9\r\n", "\x01RCPT TO:<c@d>\r\n", "\x01RCPT TO: c@d\r\n",
            "\x01DATA\r\n", "\x01.\r\n", "\x01..\r\n", "\x01.\n", "\x01BDAT 5\r\n", "\x01BDAT 0 LAST\r\n", "\x01BDAT 9223372036854775807\r\n", "\x01BDAT x\r\n", "\x01BURL imap://x LAST\r\n", "\x01RSET\r\n", "\x01VRFY a\r\n", "\x01EXPN a\r\n", "\x01HELP\r\n",
            "\x01NOOP\r\n", "\x01QUIT\r\n", "\x01STARTTLS\r\n", "\x01AUTH PLAIN x\r\n", "\x01AUTH PLAIN\r\n", "\x01AUTH LOGIN\r\n", "\x01AUTH\r\n", "\x01AUTH SCRAM-SHA-256 =\r\n", "\x01X-EXPS GSSAPI\r\n", "\x01*\r\n", "\x01ETRN x\r\n", "\x01ATRN\r\n",
            "\x01TURN\r\n", "\x01XCLIENT NAME=x\r\n", "\x01XFORWARD A=b\r\n", "\x01SEND FROM:<a>\r\n", "\x01\r\n", "\x01what?\r\n", "\x01Zm9v\r\n", "\x01\rx\r", "abcde", "Subject: x\r\n",
            "\x02220 mx ESMTP Postfix\r\n", "\x02220-mx\r\n", "\x02250 ok\r\n", "\x02250-mx\r\n", "\x02250 CHUNKING\r\n", "\x02250-PIPELINING\r\n", "\x02250-AUTH LOGIN PLAIN\r\n", "\x02250-STARTTLS\r\n", "\x02250\r\n", "\x02250 2.1.5 ok\r\n",
            "\x02354 go\r\n", "\x02334 VXNlcm5hbWU6\r\n", "\x02334 \r\n", "\x02235 ok\r\n", "\x02353 ok\r\n", "\x02221 bye\r\n", "\x02421 4.4.2 bye\r\n", "\x02421\r\n", "\x02450 4.2.0 later\r\n", "\x02500 what\r\n", "\x02502 no\r\n", "\x02503 no\r\n",
            "\x02550 5.1.1 no\r\n", "\x02550 2.1.1 odd\r\n", "\x02552-\r\n", "\x02554 no\r\n", "\x02999 x\r\n", "\x02000 x\r\n", "\x0225\r\n", "\x02junk\r\n", "\x02250 2.0.0 Ok: queued as 1\r\n", "\r", "\n", "\r\n", " ", "\u00FF", "\0",
        ]).Select(Octets),
    ];

    /// <summary>A word's octets: each character is one.</summary>
    public static byte[] Octets(string word) => Encoding.Latin1.GetBytes(word);
}
