// Dialogues with each kind of server, as transcripts with the expected facts (see Transcript for the notation).
namespace TelnetSmtp.Tests.Smtp;

internal static class ServerTranscripts
{
    /// <summary>These and the <see cref="RareTranscripts"/>, by name.</summary>
    internal static readonly IReadOnlyDictionary<string, string> All = Kinds().Concat(RareTranscripts.All).ToDictionary();

    private static Dictionary<string, string> Kinds() => new()
    {
        ["Exchange, the procedure's own dialogue"] = """
            -- connected
            S: 220 mail1.fabrikam.com Microsoft ESMTP MAIL Service ready at Fri, 5 Aug 2016 16:24:41 -0700 => CONNECT 220
            C: EHLO contoso.com => EHLO
            S: 250-mail1.fabrikam.com Hello [172.16.0.5] => EHLO 250 ...
            S: 250-SIZE 37748736 => EHLO 250 ...
            S: 250-PIPELINING => EHLO 250 ...
            S: 250-DSN => EHLO 250 ...
            S: 250-ENHANCEDSTATUSCODES => EHLO 250 ...
            S: 250-STARTTLS => EHLO 250 ...
            S: 250-X-ANONYMOUSTLS => EHLO 250 ...
            S: 250-AUTH NTLM => EHLO 250 ...
            S: 250-X-EXPS GSSAPI NTLM => EHLO 250 ...
            S: 250-8BITMIME => EHLO 250 ...
            S: 250-BINARYMIME => EHLO 250 ...
            S: 250-CHUNKING => EHLO 250 ...
            S: 250 XRDST => EHLO 250
            C: MAIL FROM: chris@contoso.com => MAIL
            S: 250 2.1.0 Sender OK => MAIL 250 2.1.0
            C: RCPT TO: kate@fabrikam.com NOTIFY=success,failure => RCPT#1
            S: 250 2.1.5 Recipient OK => RCPT#1 250 2.1.5
            C: DATA => DATA
            S: 354 Start mail input; end with <CRLF>.<CRLF> => DATA 354
            C: Subject: test => content
            C:  => content
            C: This is a test message. => content
            C: . => .
            S: 250 2.6.0 <c89b4fcc@mail1.fabrikam.com> [InternalId=5111011082268, Hostname=mail1.fabrikam.com] Queued mail for delivery => . 250 2.6.0
            C: QUIT => QUIT
            S: 221 2.0.0 Service closing transmission channel => QUIT 221 2.0.0
            -- closed
            """,

        ["Postfix, pipelined, one recipient refused"] = """
            -- connected
            S: 220 mx.fabrikam.test ESMTP Postfix => CONNECT 220
            C: EHLO contoso.test => EHLO
            S: 250-mx.fabrikam.test => EHLO 250 ...
            S: 250-PIPELINING => EHLO 250 ...
            S: 250-SIZE 10240000 => EHLO 250 ...
            S: 250-ENHANCEDSTATUSCODES => EHLO 250 ...
            S: 250 CHUNKING => EHLO 250
            C: MAIL FROM:<chris@contoso.test> SIZE=120 BODY=8BITMIME => MAIL
            C: RCPT TO:<kate@fabrikam.test> => RCPT#1
            C: RCPT TO:<nobody@fabrikam.test> => RCPT#2
            C: DATA => DATA
            S: 250 2.1.0 Ok => MAIL 250 2.1.0
            S: 250 2.1.5 Ok => RCPT#1 250 2.1.5
            S: 550 5.1.1 <nobody@fabrikam.test>: Recipient address rejected: User unknown in local recipient table => RCPT#2 550 5.1.1
            S: 354 End data with <CR><LF>.<CR><LF> => DATA 354
            C: Subject: pipelined => content
            C:  => content
            C: 550 not a reply => content
            C: ..a line that began with a dot => content
            C: . => .
            C: QUIT => QUIT
            S: 250 2.0.0 Ok: queued as 4XyZ1234abcd => . 250 2.0.0
            S: 221 2.0.0 Bye => QUIT 221 2.0.0
            """,

        ["Postfix, DATA refused, then RSET"] = """
            -- connected
            S: 220 mx.fabrikam.test ESMTP Postfix => CONNECT 220
            C: EHLO contoso.test => EHLO
            S: 250-mx.fabrikam.test => EHLO 250 ...
            S: 250 PIPELINING => EHLO 250
            C: MAIL FROM:<> => MAIL
            C: RCPT TO:<a@elsewhere.test> => RCPT#1
            C: DATA => DATA
            S: 250 2.1.0 Ok => MAIL 250 2.1.0
            S: 554 5.7.1 <a@elsewhere.test>: Relay access denied => RCPT#1 554 5.7.1
            S: 554 5.5.1 Error: no valid recipients => DATA 554 5.5.1
            C: RSET => RSET
            S: 250 2.0.0 Ok => RSET 250 2.0.0
            C: NOOP => NOOP
            S: 250 2.0.0 Ok => NOOP 250 2.0.0
            """,

        ["Exim, STARTTLS, AUTH PLAIN with initial response"] = """
            -- connected
            S: 220 mx.fabrikam.test ESMTP Exim 4.98 Tue, 24 Nov 2026 10:00:00 +0000 => CONNECT 220
            C: EHLO contoso.test => EHLO
            S: 250-mx.fabrikam.test Hello contoso.test [192.0.2.5] => EHLO 250 ...
            S: 250-SIZE 52428800 => EHLO 250 ...
            S: 250-PIPECONNECT => EHLO 250 ...
            S: 250-STARTTLS => EHLO 250 ...
            S: 250 HELP => EHLO 250
            C: STARTTLS => STARTTLS
            S: 220 TLS go ahead => STARTTLS 220
            -- tls
            C: EHLO contoso.test => EHLO
            S: 250-mx.fabrikam.test Hello contoso.test [192.0.2.5] => EHLO 250 ...
            S: 250-AUTH PLAIN LOGIN CRAM-MD5 => EHLO 250 ...
            S: 250 HELP => EHLO 250
            C: AUTH PLAIN AGNocmlzAHNlY3JldA== => credential AUTH
            S: 235 Authentication succeeded => AUTH 235
            C: MAIL FROM:<chris@contoso.test> => MAIL
            S: 250 OK => MAIL 250
            C: RCPT TO:<kate@fabrikam.test> => RCPT#1
            S: 250 Accepted => RCPT#1 250
            C: DATA => DATA
            S: 354 Enter message, ending with "." on a line by itself => DATA 354
            C: . => .
            S: 250 OK id=1tFabc-00000001abc-2xYz => . 250
            """,

        ["Exim, AUTH LOGIN, wrong password, then cancelled"] = """
            -- connected
            S: 220 mx.fabrikam.test ESMTP Exim 4.98 => CONNECT 220
            C: EHLO contoso.test => EHLO
            S: 250-mx.fabrikam.test Hello => EHLO 250 ...
            S: 250 AUTH LOGIN => EHLO 250
            C: AUTH LOGIN => AUTH
            S: 334 VXNlcm5hbWU6 => AUTH 334
            C: Y2hyaXM= => credential AUTH
            S: 334 UGFzc3dvcmQ6 => AUTH 334
            C: d3Jvbmc= => credential AUTH
            S: 535 Incorrect authentication data => AUTH 535
            C: AUTH LOGIN => AUTH
            S: 334 VXNlcm5hbWU6 => AUTH 334
            C: * => AUTH
            S: 501 Authentication cancelled => AUTH 501
            C: MAIL FROM:<chris@contoso.test> => MAIL
            S: 550 authentication required => MAIL 550
            """,

        ["Gmail-like, CRAM-MD5, size refused after the dot"] = """
            -- connected
            S: 220 mx.google.com ESMTP a1-20020a170902ed0100b001c0si123456pld.45 - gsmtp => CONNECT 220
            C: EHLO contoso.test => EHLO
            S: 250-mx.google.com at your service, [192.0.2.5] => EHLO 250 ...
            S: 250-SIZE 157286400 => EHLO 250 ...
            S: 250-AUTH CRAM-MD5 => EHLO 250 ...
            S: 250 SMTPUTF8 => EHLO 250
            C: AUTH CRAM-MD5 => AUTH
            S: 334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2U+ => AUTH 334
            C: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw => credential AUTH
            S: 235 2.7.0 Accepted => AUTH 235 2.7.0
            C: MAIL FROM:<chris@contoso.test> => MAIL
            S: 250 2.1.0 OK a1-20020a170902ed0100b001c0si123456pld.45 - gsmtp => MAIL 250 2.1.0
            C: RCPT TO:<nobody@gmail.test> => RCPT#1
            S: 550-5.1.1 The email account that you tried to reach does not exist. Please => RCPT#1 550 5.1.1 ...
            S: 550-5.1.1 try double-checking the recipient's email address for typos. => RCPT#1 550 5.1.1 ...
            S: 550 5.1.1 https://support.google.com/mail/?p=NoSuchUser - gsmtp => RCPT#1 550 5.1.1
            C: RCPT TO:<kate@gmail.test> => RCPT#2
            S: 250 2.1.5 OK a1-20020a170902ed0100b001c0si123456pld.45 - gsmtp => RCPT#2 250 2.1.5
            C: DATA => DATA
            S: 354 Go ahead a1-20020a170902ed0100b001c0si123456pld.45 - gsmtp => DATA 354
            C: Subject: too much => content
            C: . => .
            S: 552-5.2.3 Your message exceeded Google's message size limits. => . 552 5.2.3 ...
            S: 552 5.2.3 https://support.google.com/mail/?p=MaxSizeError - gsmtp => . 552 5.2.3
            C: QUIT => QUIT
            S: 221 2.0.0 closing connection - gsmtp => QUIT 221 2.0.0
            """,

        ["Sendmail-like, VRFY, EXPN, HELP, ETRN"] = """
            -- connected
            S: 220 mx.fabrikam.test ESMTP Sendmail 8.18.1/8.18.1; Tue, 24 Nov 2026 10:00:00 GMT => CONNECT 220
            C: HELO contoso.test => HELO
            S: 250 mx.fabrikam.test Hello contoso.test [192.0.2.5], pleased to meet you => HELO 250
            C: VRFY kate => VRFY
            S: 252 2.5.2 Cannot VRFY user; try RCPT to attempt delivery (or try finger) => VRFY 252 2.5.2
            C: EXPN staff => EXPN
            S: 250-2.1.5 <kate@fabrikam.test> => EXPN 250 2.1.5 ...
            S: 250 2.1.5 <chris@fabrikam.test> => EXPN 250 2.1.5
            C: HELP => HELP
            S: 214-2.0.0 This is sendmail => HELP 214 2.0.0 ...
            S: 214 2.0.0 End of HELP info => HELP 214 2.0.0
            C: ETRN fabrikam.test => ETRN
            S: 250 2.0.0 Queuing for node fabrikam.test started => ETRN 250 2.0.0
            C: MAIL FROM:<chris@contoso.test> => MAIL
            S: 250 2.1.0 <chris@contoso.test>... Sender ok => MAIL 250 2.1.0
            C: MAIL FROM:<again@contoso.test> => MAIL
            S: 503 5.5.0 Sender already specified => MAIL 503 5.5.0
            C: RCPT TO:<kate@fabrikam.test> => RCPT#1
            S: 250 2.1.5 <kate@fabrikam.test>... Recipient ok => RCPT#1 250 2.1.5
            C: DATA => DATA
            S: 354 Enter mail, end with "." on a line by itself => DATA 354
            C: hello => content
            C: . => .
            S: 250 2.0.0 4AOA0abc001234 Message accepted for delivery => . 250 2.0.0
            """,

        ["OpenSMTPD, deferred recipient"] = """
            -- connected
            S: 220 mx.fabrikam.test ESMTP OpenSMTPD => CONNECT 220
            C: EHLO contoso.test => EHLO
            S: 250-mx.fabrikam.test Hello contoso.test [192.0.2.5], pleased to meet you => EHLO 250 ...
            S: 250-8BITMIME => EHLO 250 ...
            S: 250-ENHANCEDSTATUSCODES => EHLO 250 ...
            S: 250-SIZE 36700160 => EHLO 250 ...
            S: 250-DSN => EHLO 250 ...
            S: 250 HELP => EHLO 250
            C: MAIL FROM:<chris@contoso.test> => MAIL
            S: 250 2.0.0 Ok => MAIL 250 2.0.0
            C: RCPT TO:<kate@fabrikam.test> => RCPT#1
            S: 451 4.3.0 Temporary failure => RCPT#1 451 4.3.0
            C: RCPT TO:<kate@fabrikam.test> => RCPT#2
            S: 250 2.1.5 Destination address valid: Recipient ok => RCPT#2 250 2.1.5
            C: DATA => DATA
            S: 354 Enter mail, end with "." on a line by itself => DATA 354
            C: hello => content
            C: . => .
            S: 250 2.0.0 6ad8cf3d Message accepted for delivery => . 250 2.0.0
            """,
    };
}
