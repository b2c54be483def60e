@echo off
rem Starts Counterpart with the Java runtime beside it. Needs no other program.
setlocal
set "COUNTERPART_FOLDER=%~dp0.."
set "COUNTERPART_COMPILER=-XX:TieredStopAtLevel=1"
set "COUNTERPART_HEAP=-Xmx512m"
if "%~1"=="mock" set "COUNTERPART_COMPILER=@%COUNTERPART_FOLDER%\lib\server.options"
if "%~1"=="proxy" set "COUNTERPART_COMPILER=@%COUNTERPART_FOLDER%\lib\server.options"
if "%~1"=="test" set "COUNTERPART_HEAP="
"%COUNTERPART_FOLDER%\runtime\bin\java.exe" -XX:+UseSerialGC "%COUNTERPART_COMPILER%" %COUNTERPART_HEAP% ^
  "-XX:SharedArchiveFile=%COUNTERPART_FOLDER%\lib\counterpart.jsa" -Xlog:disable ^
  --sun-misc-unsafe-memory-access=allow ^
  "-Dcounterpart.home=%COUNTERPART_FOLDER%\share\counterpart" ^
  %COUNTERPART_JAVA_OPTIONS% -jar "%COUNTERPART_FOLDER%\lib\counterpart.jar" %*
exit /b %ERRORLEVEL%
