-- What the ribbon needs and Excel for Mac may not do by itself: start the program, choose a folder.
-- Lives in ~/Library/Application Scripts/com.microsoft.Excel/.

-- Answers with the exit code.
on RunCommand(commandLine)
	try
		do shell script commandLine
		return "0"
	on error errorText number errorNumber
		return errorNumber as string
	end try
end RunCommand

-- Answers with the folder's path, or nothing where Cancel was pressed.
on ChooseFolder(promptText)
	try
		return POSIX path of (choose folder with prompt promptText)
	on error
		return ""
	end try
end ChooseFolder
