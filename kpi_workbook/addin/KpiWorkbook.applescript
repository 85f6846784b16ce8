-- Runs the program for the ribbon of Excel for Mac, which may start nothing by itself.
-- Lives in ~/Library/Application Scripts/com.microsoft.Excel/; answers with the exit code.
on RunCommand(commandLine)
	try
		do shell script commandLine
		return "0"
	on error message number code
		return code as string
	end try
end RunCommand
