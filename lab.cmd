@echo off
rem The one door of the Load-Balancing Lab on Windows: finds a JDK and Maven, builds what is missing, starts.
setlocal EnableDelayedExpansion
set "HERE=%~dp0"
if "%HERE:~-1%"=="\" set "HERE=%HERE:~0,-1%"

call :find_jdk
if not defined JDK (
  echo lab: no JDK 25 or newer found. Install one ^(for example Eclipse Temurin 25^) or set JAVA_HOME to it. 1>&2
  exit /b 1
)
set "JAVA_HOME=%JDK%"

where mvn >nul 2>nul
if errorlevel 1 (
  echo lab: Maven was not found. Install it, put its bin folder on PATH, and type the command again. 1>&2
  exit /b 1
)

if "%~1"=="test" (
  echo lab: running the unit tests; the parts local, docker, browser and window need Linux and are left out. 1>&2
  call mvn -B -ntp -f "%HERE%\pom.xml" test
  exit /b !errorlevel!
)

set "STAMP=%HERE%\lab-ui\target\.built"
powershell -NoProfile -Command "$s='%STAMP%'; if(-not (Test-Path $s)){exit 1}; $t=(Get-Item $s).LastWriteTime; $n=Get-ChildItem -Recurse -File '%HERE%\pom.xml','%HERE%\lab-ui\pom.xml','%HERE%\lab-ui\broker\pom.xml','%HERE%\shop-server\pom.xml','%HERE%\lab-ui\src\main','%HERE%\shop-server\src\main','%HERE%\nginx-templates' | Where-Object {$_.LastWriteTime -gt $t}; if($n){exit 1}"
if errorlevel 1 (
  echo Building the lab ^(the first time fetches its libraries^) 1>&2
  call mvn -B -ntp -q -f "%HERE%\pom.xml" -Dmaven.test.skip=true -Dspotless.check.skip=true package
  if errorlevel 1 (
    echo lab: the build failed; see the messages above. 1>&2
    exit /b 1
  )
  type nul > "%STAMP%"
)

"%JAVA_HOME%\bin\java" --module-path "%HERE%\lab-ui\target\javafx" --add-modules javafx.controls,javafx.swing ^
  --enable-native-access=javafx.graphics,ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ^
  -XX:+UseSerialGC -Dlblab.dist="%HERE%" ^
  -cp "%HERE%\lab-ui\target\classes;%HERE%\lab-ui\target\lib\*" io.lblab.app.Main %*
exit /b %errorlevel%

:find_jdk
set "JDK="
if defined JAVA_HOME call :try "%JAVA_HOME%"
if defined JDK exit /b 0
for /f "delims=" %%J in ('where javac 2^>nul') do if not defined JDK for %%D in ("%%~dpJ..") do call :try "%%~fD"
if defined JDK exit /b 0
for %%P in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%USERPROFILE%\.jdks") do (
  if exist "%%~P" for /d %%D in ("%%~P\*") do if not defined JDK call :try "%%~fD"
)
exit /b 0

:try
if not exist "%~1\bin\javac.exe" exit /b 0
for /f "tokens=2 delims==." %%V in ('findstr /b "JAVA_VERSION=" "%~1\release" 2^>nul') do (
  set "MAJOR=%%~V"
  set "MAJOR=!MAJOR:"=!"
  if !MAJOR! GEQ 25 set "JDK=%~1"
)
exit /b 0
