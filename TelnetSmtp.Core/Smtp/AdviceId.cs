namespace TelnetSmtp.Core.Smtp;
internal enum AdviceId { None }
