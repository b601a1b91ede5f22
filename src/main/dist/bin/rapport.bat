@echo off
rem Runs one command of Rapport; without arguments it lists them.
setlocal
for %%I in ("%~dp0..") do set "HOME_DIR=%%~fI"
if not defined TF_CPP_MIN_LOG_LEVEL set "TF_CPP_MIN_LOG_LEVEL=2"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -Drapport.home="%HOME_DIR%" ^
    -Djava.util.logging.config.file="%HOME_DIR%\conf\logging.properties" ^
    -Dlogback.configurationFile="%HOME_DIR%\conf\logback.xml" ^
    -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -Dorg.bytedeco.javacpp.maxbytes=0 ^
    %JAVA_OPTS% -jar "%HOME_DIR%\bin\rapport.jar" %*
