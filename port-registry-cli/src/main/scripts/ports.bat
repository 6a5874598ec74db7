@echo off
setlocal
rem Starts the command with the Java of JAVA_HOME, or else of the PATH.
if not defined JAVA_HOME goto path
set "java=%JAVA_HOME%\bin\java.exe"
if exist "%java%" goto run
echo ports: There is no Java in "%JAVA_HOME%": correct JAVA_HOME, or unset it to use the java of the PATH. >&2
exit /b 3

:path
for %%j in (java.exe) do set "java=%%~$PATH:j"
if defined java goto run
echo ports: There is no Java: install Java 17 or newer, and set JAVA_HOME or put java on the PATH. >&2
exit /b 3

:run
set "lib=%~dp0..\lib"
rem Only the commands mcp, agent and audit need these, and they may follow --registry PATH.
set "mcp="
for %%n in ("%~1" "%~3") do for %%c in ("mcp" "agent" "audit") do if %%n==%%c set "mcp=;%lib%\mcp\*"
"%java%" -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xshare:auto -cp "%lib%\port-registry-cli.jar;%lib%\port-registry-core.jar;%lib%\picocli.jar;%lib%\gson.jar%mcp%" io.github.portregistry.cli.Ports %*
set "status=%ERRORLEVEL%"
if not "%status%"=="1" exit /b %status%

rem An older Java cannot load the command, and says so in words of its own. Its version is in a
rem file that each installation has, so that a plain "no" needs no second Java.
set "version="
for %%j in ("%java%") do set "release=%%~dpj..\release"
if exist "%release%" for /f "usebackq tokens=1,2 delims==" %%k in ("%release%") do if "%%k"=="JAVA_VERSION" set "version=%%~l"
if not defined version for /f "tokens=3" %%v in ('""%java%" -version 2>&1" ^| findstr /c:" version "') do set "version=%%~v"
for /f "tokens=1 delims=.-+" %%m in ("%version%") do if %%m lss 17 goto old
exit /b 1

:old
echo ports: Java 17 or newer is needed, but "%java%" is Java %version%: set JAVA_HOME to a newer one. >&2
exit /b 3
