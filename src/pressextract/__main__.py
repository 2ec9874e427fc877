from pressextract.cli import main

main()
