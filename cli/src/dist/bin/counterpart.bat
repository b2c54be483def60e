@echo off
rem Starts Counterpart with the Java runtime beside it. Needs no other program.
setlocal
set "COUNTERPART_FOLDER=%~dp0.."
set "COUNTERPART_OPTIONS=-XX:TieredStopAtLevel=1 -Xmx512m"
if "%~1"=="mock" set "COUNTERPART_OPTIONS=-Xmx512m"
if "%~1"=="proxy" set "COUNTERPART_OPTIONS=-Xmx512m"
if "%~1"=="test" set "COUNTERPART_OPTIONS=-XX:TieredStopAtLevel=1"
"%COUNTERPART_FOLDER%\runtime\bin\java.exe" -XX:+UseSerialGC %COUNTERPART_OPTIONS% ^
  "-XX:SharedArchiveFile=%COUNTERPART_FOLDER%\lib\counterpart.jsa" -Xlog:disable ^
  --sun-misc-unsafe-memory-access=allow ^
  "-Dcounterpart.home=%COUNTERPART_FOLDER%\share\counterpart" ^
  %COUNTERPART_JAVA_OPTIONS% -jar "%COUNTERPART_FOLDER%\lib\counterpart.jar" %*
exit /b %ERRORLEVEL%
