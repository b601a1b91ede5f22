@echo off
rem Runs one command of Rapport; without arguments it lists them.
rem No delayed expansion, and no brackets around a line with values: then ! and ( ) in paths and arguments stay as they are.
setlocal EnableExtensions DisableDelayedExpansion
set "ERRORLEVEL="
for %%I in ("%~dp0..") do set "HOME_DIR=%%~fI"
set "JAVA=java"
if not defined JAVA_HOME goto search
rem with or without quotes
set "JAVA=%JAVA_HOME:"=%\bin\java.exe"
if not exist "%JAVA%" goto missing
goto found
:search
where java >nul 2>nul
if errorlevel 1 goto missing
:found
rem TensorFlow's messages
if not defined TF_CPP_MIN_LOG_LEVEL set "TF_CPP_MIN_LOG_LEVEL=2"
rem a card is for others too
if not defined TF_FORCE_GPU_ALLOW_GROWTH set "TF_FORCE_GPU_ALLOW_GROWTH=true"
rem names of people and streams have letters of all languages
set "CODE_PAGE="
for /f "tokens=2 delims=:." %%C in ('chcp') do set "CODE_PAGE=%%C"
chcp 65001 >nul 2>nul
"%JAVA%" -XX:+IgnoreUnrecognizedVMOptions --sun-misc-unsafe-memory-access=allow -Drapport.home="%HOME_DIR%/." ^
    -Djava.util.logging.config.file="%HOME_DIR%\conf\logging.properties" ^
    -Dlogback.configurationFile="%HOME_DIR%\conf\logback.xml" ^
    -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8 -Dsun.stderr.encoding=UTF-8 ^
    -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -Dorg.bytedeco.javacpp.maxbytes=0 ^
    %JAVA_OPTS% -jar "%HOME_DIR%\bin\rapport.jar" %*
set "CODE=%ERRORLEVEL%"
if defined CODE_PAGE chcp %CODE_PAGE% >nul 2>nul
exit /b %CODE%
:missing
echo rapport: there is no "%JAVA%"; install Java 17 or later, and let JAVA_HOME name it 1>&2
exit /b 1
