// The rarer turns of the protocol, and what servers and clients should not do, as transcripts with the expected facts (see Transcript for the notation).
namespace TelnetSmtp.Tests.Smtp;

internal static class RareTranscripts
{
    internal static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        ["BDAT in two chunks, the first without a line end at its end"] = """
            -- connected
            S: 220 mx.fabrikam.test ESMTP Postfix => CONNECT 220
            C: EHLO contoso.test => EHLO
            S: 250-mx.fabrikam.test => EHLO 250 ...
            S: 250-PIPELINING => EHLO 250 ...
            S: 250 CHUNKING => EHLO 250
            C: MAIL FROM:<chris@contoso.test> => MAIL
            C: RCPT TO:<kate@fabrikam.test> => RCPT#1
            C: BDAT 18 => BDAT#1
            C: Subject: chunk => content
            C/none: ab => content
            C: BDAT 6 LAST => BDAT#2
            C: c => content
            C: . => content
            S: 250 2.1.0 Ok => MAIL 250 2.1.0
            S: 250 2.1.5 Ok => RCPT#1 250 2.1.5
            S: 250 2.0.0 Ok: 18 bytes => BDAT#1 250 2.0.0
            S: 250 2.0.0 Ok: 24 bytes queued as 4XyZ => BDAT#2 250 2.0.0
            C: QUIT => QUIT
            S: 221 2.0.0 Bye => QUIT 221 2.0.0
            """,

        ["BDAT to a server that does not know it"] = """
            -- connected
            S: 220 mx.fabrikam.test ESMTP => CONNECT 220
            C: EHLO contoso.test => EHLO
            S: 250 mx.fabrikam.test => EHLO 250
            C: MAIL FROM:<chris@contoso.test> => MAIL
            S: 250 ok => MAIL 250
            C: BDAT 8 LAST => BDAT#1
            C: hi => content
            C: NO => content
            S: 502 unimplemented => BDAT#1 502
            S: 500 what? => ? 500
            S: 500 what? => ? 500
            C: RSET => RSET
            S: 250 ok => RSET 250
            """,

        ["LMTP, one reply a recipient"] = """
            -- connected
            S: 220 mx.fabrikam.test Dovecot ready. => CONNECT 220
            C: LHLO contoso.test => LHLO
            S: 250-mx.fabrikam.test => LHLO 250 ...
            S: 250 PIPELINING => LHLO 250
            C: MAIL FROM:<chris@contoso.test> => MAIL
            C: RCPT TO:<kate@fabrikam.test> => RCPT#1
            C: RCPT TO:<nobody@fabrikam.test> => RCPT#2
            C: RCPT TO:<full@fabrikam.test> => RCPT#3
            C: DATA => DATA
            S: 250 2.1.0 OK => MAIL 250 2.1.0
            S: 250 2.1.5 OK => RCPT#1 250 2.1.5
            S: 550 5.1.1 User doesn't exist => RCPT#2 550 5.1.1
            S: 250 2.1.5 OK => RCPT#3 250 2.1.5
            S: 354 OK => DATA 354
            C: hello => content
            C: . => .
            S: 250 2.0.0 <kate@fabrikam.test> 3q2+7w Saved => .#1 250 2.0.0
            S: 552 5.2.2 <full@fabrikam.test> Quota exceeded => .#2 552 5.2.2
            C: QUIT => QUIT
            S: 221 2.0.0 OK => QUIT 221 2.0.0
            """,

        ["XCLIENT greets anew"] = """
            -- connected
            S: 220 mx.fabrikam.test ESMTP Postfix => CONNECT 220
            C: EHLO contoso.test => EHLO
            S: 250-mx.fabrikam.test => EHLO 250 ...
            S: 250 XCLIENT NAME ADDR => EHLO 250
            C: XCLIENT NAME=spike.example ADDR=192.0.2.9 => XCLIENT
            S: 220 mx.fabrikam.test ESMTP Postfix => XCLIENT 220
            C: EHLO spike.example => EHLO
            S: 250 mx.fabrikam.test => EHLO 250
            """,

        ["A client that waits for nothing, DATA taken"] = """
            -- connected
            C: EHLO contoso.test => EHLO TooEarly
            C: MAIL FROM:<chris@contoso.test> => MAIL TooEarly
            C: RCPT TO:<kate@fabrikam.test> => RCPT#1 TooEarly
            C: DATA => DATA TooEarly
            C: Subject: hasty => content TooEarly
            C: RSET => content TooEarly
            C: . => . TooEarly
            C: QUIT => QUIT TooEarly
            S: 220 mx.fabrikam.test ESMTP Exim 4.98 => CONNECT 220
            S: 250 mx.fabrikam.test Hello => EHLO 250
            S: 250 OK => MAIL 250
            S: 250 Accepted => RCPT#1 250
            S: 354 Enter message => DATA 354
            S: 250 OK id=1tFabc-00000001abc-2xYz => . 250
            S: 221 closing connection => QUIT 221
            """,

        ["A client that waits for nothing, DATA refused"] = """
            -- connected
            S: 220 mx.fabrikam.test ESMTP => CONNECT 220
            C: HELO contoso.test => HELO
            S: 250 mx.fabrikam.test => HELO 250
            C: DATA => DATA
            C: Subject: hasty => content TooEarly
            C:  => content TooEarly
            C: RSET => content TooEarly
            C: . => . TooEarly
            C: QUIT => QUIT TooEarly
            S: 503 5.5.1 Error: need RCPT command => DATA 503 5.5.1
            S: 500 5.5.2 Error: bad syntax => ? 500 5.5.2
            S: 500 5.5.2 Error: bad syntax => ? 500 5.5.2
            S: 250 2.0.0 Ok => RSET 250 2.0.0
            S: 500 5.5.2 Error: bad syntax => ? 500 5.5.2
            S: 221 2.0.0 Bye => QUIT 221 2.0.0
            """,

        ["AUTH LOGIN typed ahead, taken and refused"] = """
            -- connected
            S: 220 mx.fabrikam.test ESMTP => CONNECT 220
            C: EHLO contoso.test => EHLO
            S: 250-mx.fabrikam.test => EHLO 250 ...
            S: 250 AUTH LOGIN => EHLO 250
            C: AUTH LOGIN => AUTH
            C: Y2hyaXM= => credential AUTH TooEarly
            C: c2VjcmV0 => credential AUTH TooEarly
            C: NOOP => NOOP TooEarly
            S: 334 VXNlcm5hbWU6 => AUTH 334
            S: 334 UGFzc3dvcmQ6 => AUTH 334
            S: 535 5.7.8 no => AUTH 535 5.7.8
            S: 250 ok => NOOP 250
            C: AUTH LOGIN => AUTH
            C: Y2hyaXM= => credential AUTH TooEarly
            S: 504 5.5.4 unknown mechanism => AUTH 504 5.5.4
            S: 500 5.5.2 what? => ? 500 5.5.2
            C: NOOP => NOOP
            S: 250 ok => NOOP 250
            """,

        ["Two transactions in one group"] = """
            -- connected
            S: 220 mx.fabrikam.test ESMTP Postfix => CONNECT 220
            C: EHLO contoso.test => EHLO
            S: 250-mx.fabrikam.test => EHLO 250 ...
            S: 250 PIPELINING => EHLO 250
            C: MAIL FROM:<one@contoso.test> => MAIL
            C: RCPT TO:<kate@fabrikam.test> => RCPT#1
            C: DATA => DATA
            S: 250 2.1.0 Ok => MAIL 250 2.1.0
            S: 250 2.1.5 Ok => RCPT#1 250 2.1.5
            S: 354 go => DATA 354
            C: hello => content
            C: . => .
            C: MAIL FROM:<two@contoso.test> => MAIL
            C: RCPT TO:<kate@fabrikam.test> => RCPT#1
            C: RCPT TO:<chris@fabrikam.test> => RCPT#2
            C: DATA => DATA
            S: 250 2.0.0 Ok: queued as FIRST => . 250 2.0.0
            S: 250 2.1.0 Ok => MAIL 250 2.1.0
            S: 250 2.1.5 Ok => RCPT#1 250 2.1.5
            S: 450 4.2.0 later => RCPT#2 450 4.2.0
            S: 354 go => DATA 354
            C: . => .
            """,

        ["421 in the middle of a reply"] = """
            -- connected
            S: 220 mx.fabrikam.test ESMTP => CONNECT 220
            C: EHLO contoso.test => EHLO
            S: 250-mx.fabrikam.test => EHLO 250 ...
            S: 421 4.3.2 shutting down => EHLO 421 4.3.2 MixedCodes
            -- closed
            """,

        ["Oddities of the server"] = """
            -- connected
            S: 220-mx.fabrikam.test ESMTP => CONNECT 220 ...
            S: 220 2.4.1 is a version => CONNECT 220
            S: 250 nobody asked => - 250 Unsolicited
            C: HELO contoso.test => HELO
            S: 250 2address.org => HELO 250
            C: NOOP => NOOP
            S: 250 => NOOP 250 BareCode
            C: NOOP => NOOP
            S/lf: 250 2.0.0 ok => NOOP 250 2.0.0 BareLf
            C: RCPT TO:<a@b.test> => RCPT
            S: 503-5.5.1 no MAIL => RCPT 503 5.5.1 ...
            S: 550 2.5.1 other code => RCPT 550 2.5.1 MixedCodes, EnhancedMismatch
            C: NOOP => NOOP
            S: what is this? => - NotAReply
            S: 250-yes => NOOP 250 ...
            S: no code here => NOOP NotAReply
            S: 250 bin\0ary => NOOP 250 ControlCharacters
            C:  => ?
            S: 500 5.3.3 Unrecognized command => ? 500 5.3.3
            C:  => ?
            C: NOOP => NOOP
            S: 250 the empty line was passed over => NOOP 250
            C: VRFY a@b.test => VRFY
            S: 421 4.4.2 timeout => VRFY 421 4.4.2
            S: 421 4.4.2 again => - 421 4.4.2
            """,

        ["Reply before the end of the message"] = """
            -- connected
            S: 220 mx.fabrikam.test ESMTP => CONNECT 220
            C: HELO contoso.test => HELO
            S: 250 mx.fabrikam.test => HELO 250
            C: MAIL FROM:<chris@contoso.test> => MAIL
            S: 250 ok => MAIL 250
            C: RCPT TO:<kate@fabrikam.test> => RCPT#1
            S: 250 ok => RCPT#1 250
            C: DATA => DATA
            S: 354 go => DATA 354
            C: Subject: long => content
            S: 552 5.3.4 too big => . 552 5.3.4
            C: more => content
            C: . => .
            S: 552 5.3.4 said so => . 552 5.3.4
            C: MAIL FROM:<chris@contoso.test> => MAIL
            S: 250 ok => MAIL 250
            C: RCPT TO:<kate@fabrikam.test> => RCPT#1
            S: 250 ok => RCPT#1 250
            C: DATA => DATA
            S: 354 go => DATA 354
            C: Subject: long => content
            S: 421 4.3.2 shutting down => . 421 4.3.2
            -- closed
            """,

        ["Dots that some servers take for the end"] = """
            -- connected
            S: 220 mx.fabrikam.test ESMTP => CONNECT 220
            C: HELO contoso.test => HELO
            S: 250 mx.fabrikam.test => HELO 250
            C: MAIL FROM:<chris@contoso.test> => MAIL
            S: 250 ok => MAIL 250
            C: RCPT TO:<kate@fabrikam.test> => RCPT#1
            S: 250 ok => RCPT#1 250
            C: DATA => DATA
            S: 354 go => DATA 354
            C/lf: one => content BareLf
            C: . => content AmbiguousEnd
            C: two => content
            C/lf: . => content BareLf, AmbiguousEnd
            C/lf: . => content BareLf, AmbiguousEnd
            C/cr: three => content BareCr
            C: . => content AmbiguousEnd
            C: .\0 => content ControlCharacters, AmbiguousEnd
            C: MAIL FROM:<forged@contoso.test> => content
            C: . => .
            S: 250 ok => . 250
            """,

        ["A dot that this server took for the end"] = """
            -- connected
            S: 220 mx.fabrikam.test ESMTP => CONNECT 220
            C: HELO contoso.test => HELO
            S: 250 mx.fabrikam.test => HELO 250
            C: MAIL FROM:<chris@contoso.test> => MAIL
            S: 250 ok => MAIL 250
            C: DATA => DATA
            S: 354 go => DATA 354
            C/lf: one => content BareLf
            C/lf: . => content BareLf, AmbiguousEnd
            S: 250 ok: queued as 1234 => . 250
            C: NOOP => NOOP
            S: 250 ok => NOOP 250
            """,

        ["A client that ends every line by LF"] = """
            -- connected
            S: 220 mx.fabrikam.test ESMTP => CONNECT 220
            C/lf: HELO contoso.test => HELO BareLf
            S: 250 mx.fabrikam.test => HELO 250
            C/lf: MAIL FROM:<chris@contoso.test> => MAIL BareLf
            S: 250 ok => MAIL 250
            C/lf: RCPT TO:<kate@fabrikam.test> => RCPT#1 BareLf
            S: 250 ok => RCPT#1 250
            C/lf: DATA => DATA BareLf
            S: 354 go => DATA 354
            C/lf: hello => content BareLf
            C/lf: . => . BareLf, AmbiguousEnd
            S: 250 ok => . 250
            """,

        ["A record that begins in mid-session"] = """
            S: 250 2.1.5 Recipient OK => - 250 2.1.5 Unsolicited
            C: MAIL FROM:<chris@contoso.test> => MAIL
            S: 250 2.1.0 Sender OK => MAIL 250 2.1.0
            C: GARBAGE => ?
            S: 500 5.3.3 Unrecognized command => ? 500 5.3.3
            """,

        ["EHLO refused, HELO taken, greeting without event"] = """
            S: 220 mx.fabrikam.test => CONNECT 220
            C: EHLO bad_name => EHLO
            S: 501 5.5.4 Invalid domain name => EHLO 501 5.5.4
            C: HELO contoso.test => HELO
            S: 250 mx.fabrikam.test => HELO 250
            C: QUIT => QUIT
            S: 221 bye => QUIT 221
            """,

        ["Greeting refused"] = """
            -- connected
            S: 554 5.7.1 No SMTP service here => CONNECT 554 5.7.1
            C: QUIT => QUIT
            S: 221 bye => QUIT 221
            """,

        ["PRDR: a reply for each recipient, and one for the message"] = """
            -- connected
            S: 220 mx.fabrikam.test ESMTP Exim 4.98 => CONNECT 220
            C: EHLO contoso.test => EHLO
            S: 250-mx.fabrikam.test Hello => EHLO 250 ...
            S: 250 PRDR => EHLO 250
            C: MAIL FROM:<chris@contoso.test> PRDR => MAIL
            S: 250 OK => MAIL 250
            C: RCPT TO:<kate@fabrikam.test> => RCPT#1
            S: 250 Accepted => RCPT#1 250
            C: RCPT TO:<no@fabrikam.test> => RCPT#2
            S: 250 Accepted => RCPT#2 250
            C: DATA => DATA
            S: 354 Enter message => DATA 354
            C: hello => content
            C: . => .
            S: 353 PRDR content analysis beginning => . 353
            S: 250 first ok => .#1 250
            S: 550 second refused => .#2 550
            S: 250 OK id=1tFabc-00000001abc-2xYz => . 250
            """,
    };
}
