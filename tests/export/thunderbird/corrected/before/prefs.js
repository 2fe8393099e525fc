# Karl's own
user_pref("mail.account.account1.identities", "id1");
user_pref ( 'mail.account.account1.server' , /* the one */ "server1" ) ;
user_pref("mail.accountmanager.accounts", "account1");
user_pref("mail.accountmanager.defaultaccount", "account1");
user_pref("mail.identity.id1.useremail", "Anna@Example.org");
user_pref("mail.identity.id1.fullName", "Annas eigener Name");
user_pref("mail.identity.id1.smtpServer", "smtp1");
user_pref("mail.server.server1.hostname", "IMAP.example.org");
user_pref("mail.server.server1.name", "Meine Post");
user_pref("mail.server.server1.port", 143);
user_pref("mail.server.server1.port", 144); // twice: this one counts
user_pref("mail.server.server1.socketType", 0);
user_pref("mail.server.server1.type", "imap");
user_pref("mail.server.server1.userName", "anna@example.org");
user_pref("mail.server.server1.login_at_startup", false);
this line is not understood by anybody
user_pref("mail.smtpserver.smtp1.hostname", "smtp.example.org");
user_pref("mail.smtpserver.smtp1.port", 25);
user_pref("mail.smtpserver.smtp1.username", "anna@example.org");
user_pref("mail.smtpservers", "smtp1");
user_pref("mail.smtp.defaultserver", "smtp1");